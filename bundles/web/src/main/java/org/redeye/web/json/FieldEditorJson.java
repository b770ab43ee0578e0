package org.redeye.web.json;

/**
 * What edits a type of field in forms.
 *
 * @param id the field type
 * @param version the version of its bundle
 * @param element the console's own element that stands in where there is no module or it fails
 * @param module the address of the module that its bundle brings, with a fingerprint of its content; empty if it brings
 *     none
 * @param export the name of the custom element's class in the module; empty without one
 */
public record FieldEditorJson(String id, String version, String element, String module, String export) {}
