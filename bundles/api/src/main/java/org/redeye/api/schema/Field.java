package org.redeye.api.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one field of a configuration record, once, for validation, forms, help and reference docs alike. Every text
 * is in the notation of the field's type ({@code "2s"}, {@code "10MiB"}, {@code "5"}); an empty text means "none".
 *
 * <p>The field's type follows from the component's Java type: {@code String} text, integers and {@code double} number,
 * {@code boolean} boolean, an enum choice (its constants in lower case with dashes), {@code Duration} duration,
 * {@code URI} url, {@code Secret} secret, {@code List} list and {@code Map} map of their element type. {@link #type}
 * overrides it ({@code "bytes"} for a {@code long} that counts bytes, {@code "host"} for a {@code String}).
 *
 * <p>It stands on record components; that it is allowed on methods puts it on their accessors too, where tools that do not
 * know records (bnd) see that the bundle needs this package.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Field {

    /** One sentence for the person who fills it in. */
    String help();

    /** The key in YAML where it differs from the component's name ({@code expectStatus} is {@code expect status}). */
    String name() default "";

    /** The label in forms; by default the key with a capital letter. */
    String title() default "";

    /** The id of the field type, if not the one that follows from the Java type. */
    String type() default "";

    /** The id of the element's field type, for lists and maps, if not the one that follows from the Java type. */
    String of() default "";

    /** The value when nothing is given. A field without one that is not {@link #required} is then empty. */
    String def() default "";

    /** The smallest value; for text the least length in characters, for lists and maps the least count. */
    String min() default "";

    /** The largest value; for text the greatest length in characters, for lists and maps the greatest count. */
    String max() default "";

    /** A regular expression that the whole text must match. */
    String pattern() default "";

    /** What the number counts, in plain words ({@code "packets"}); durations and sizes carry their unit themselves. */
    String unit() default "";

    /** What a reference points to: a section ({@code "hosts"}) or a kind of plugin ({@code "plugin:probe"}). */
    String target() default "";

    /** Whether it must be given. */
    boolean required() default false;
}
