package org.redeye.web.json;

/**
 * A widget that can be shown.
 *
 * @param id its id, as a page names it
 * @param version the version of its bundle
 * @param title its name for people
 * @param module the address of its module, with a fingerprint of its content
 * @param export the name of the custom element's class in the module
 */
public record WidgetJson(String id, String version, String title, String module, String export) {}
