package org.redeye.api.schema;

import java.util.List;

/**
 * One field of a schema. Texts are in the notation of the field's type; an empty text means "none". Immutable; made with
 * {@link #of}.
 *
 * @param name the key in YAML
 * @param type the id of the field type ({@code text}, {@code duration} …)
 * @param title the label in forms
 * @param help one sentence for the person who fills it in
 * @param required whether it must be given
 * @param def the value when nothing is given
 * @param min smallest value, least length or least count
 * @param max largest value, greatest length or greatest count
 * @param pattern a regular expression for the whole text
 * @param unit what a number counts
 * @param choices the only values allowed; empty if any
 * @param element for lists and maps: what each element is; empty (then text) or exactly one
 * @param target for references: a section, or {@code plugin:} and a kind
 * @param inline for references to plugins: whether the fields of the plugin named stand beside this field
 */
public record FieldSpec(
        String name,
        String type,
        String title,
        String help,
        boolean required,
        String def,
        String min,
        String max,
        String pattern,
        String unit,
        List<String> choices,
        List<FieldSpec> element,
        String target,
        boolean inline) {

    /** Copies the lists. */
    public FieldSpec {
        choices = List.copyOf(choices);
        element = List.copyOf(element);
    }

    /** Begins a field that is optional, without bounds, labelled with its own name. */
    public static Builder of(String name, String type) {
        return new Builder(name, type);
    }

    /** The specification of an element of this list or map; a plain text if none is declared. */
    public FieldSpec elementOrText() {
        return element.isEmpty() ? of(name, "text").build() : element.get(0);
    }

    /** The same with elements like this. */
    public FieldSpec withElement(FieldSpec spec) {
        return new FieldSpec(
                name,
                type,
                title,
                help,
                required,
                def,
                min,
                max,
                pattern,
                unit,
                choices,
                List.of(spec),
                target,
                inline);
    }

    /** Collects what is known of a field. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String type;
        private String title;
        private String help = "";
        private boolean required;
        private String def = "";
        private String min = "";
        private String max = "";
        private String pattern = "";
        private String unit = "";
        private List<String> choices = List.of();
        private List<FieldSpec> element = List.of();
        private String target = "";
        private boolean inline;

        private Builder(String name, String type) {
            this.name = name;
            this.type = type;
            this.title = name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        /** See {@link FieldSpec#title}; an empty text keeps the default. */
        public Builder title(String text) {
            if (!text.isEmpty()) {
                title = text;
            }
            return this;
        }

        /** See {@link FieldSpec#help}. */
        public Builder help(String text) {
            help = text;
            return this;
        }

        /** See {@link FieldSpec#required}. */
        public Builder required(boolean yes) {
            required = yes;
            return this;
        }

        /** See {@link FieldSpec#def}. */
        public Builder def(String text) {
            def = text;
            return this;
        }

        /** See {@link FieldSpec#min} and {@link FieldSpec#max}. */
        public Builder range(String least, String greatest) {
            min = least;
            max = greatest;
            return this;
        }

        /** See {@link FieldSpec#pattern}. */
        public Builder pattern(String regex) {
            pattern = regex;
            return this;
        }

        /** See {@link FieldSpec#unit}. */
        public Builder unit(String text) {
            unit = text;
            return this;
        }

        /** See {@link FieldSpec#choices}. */
        public Builder choices(List<String> values) {
            choices = values;
            return this;
        }

        /** See {@link FieldSpec#element}. */
        public Builder element(FieldSpec spec) {
            element = List.of(spec);
            return this;
        }

        /** See {@link FieldSpec#target}. */
        public Builder target(String text) {
            target = text;
            return this;
        }

        /** See {@link FieldSpec#inline}. */
        public Builder inline(boolean yes) {
            inline = yes;
            return this;
        }

        /** The field as collected. */
        public FieldSpec build() {
            return new FieldSpec(
                    name, type, title, help, required, def, min, max, pattern, unit, choices, element, target, inline);
        }
    }
}
