package org.redeye.api.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says what a plugin is. Stands beside {@code @Component} on the class that implements the plugin's interface
 * ({@code Probe}, {@code SectionType}, {@code FieldType}, {@code SeriesStore}, {@code StateStore} …).
 *
 * <p>At build time it becomes two things: properties of the OSGi service ({@code rem.kind}, {@code rem.id} …), by which
 * the registry finds the living plugin, and a capability of the bundle in the namespace {@value #NAMESPACE}, by which a
 * jar can be described before it is installed and a plugin that failed to start can still be named.
 *
 * <p>The version of a plugin is the version of its bundle.
 */
@Documented
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(
        namespace = Plugin.NAMESPACE,
        name = "${#kind}:${#id}",
        attribute = {"kind=${#kind}", "id=${#id}"})
public @interface Plugin {

    /** The capability namespace of plugins. */
    String NAMESPACE = "org.redeye.plugin";

    /** The common beginning of the service properties. Read by the component annotation processor. */
    String PREFIX_ = "rem.";

    /** What it is one of: {@code probe}, {@code section}, {@code field}, {@code store}, {@code widget} … Lower case. */
    String kind();

    /** Its name within the kind, as it is written in YAML: lower case letters, digits and dashes, 1 to 64 characters. */
    String id();

    /** Its name for people, one to four words. */
    String title();

    /** One sentence: what it is for. */
    String help() default "";
}
