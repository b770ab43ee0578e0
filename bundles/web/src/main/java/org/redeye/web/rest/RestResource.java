package org.redeye.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.jakartars.whiteboard.annotations.RequireJakartarsWhiteboard;

/**
 * Makes a component a resource below {@code /api/v1}, which is served only while roles are checked, JSON is written and
 * failures become problems.
 */
@ComponentPropertyType
@RequireJakartarsWhiteboard
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface RestResource {

    /** The common beginning of the service properties. Read by the component annotation processor. */
    String PREFIX_ = "osgi.jakartars.";

    /** The name of the resource in the whiteboard: unique, begins with {@code rem-}. */
    String name();

    /** That it is one. */
    boolean resource() default true;

    /** What must be there before it is served. */
    String[] extension_select() default {
        "(osgi.jakartars.name=rem-roles)", "(osgi.jakartars.name=rem-json)", "(osgi.jakartars.name=rem-problems)"
    };
}
