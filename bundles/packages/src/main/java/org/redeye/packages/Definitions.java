package org.redeye.packages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;
import org.redeye.packages.yaml.Node;

/**
 * What a package defines for itself.
 *
 * @param types its field types
 * @param sections its sections
 * @param parameters what its instances give, if it is a spec
 */
record Definitions(Map<String, OwnType> types, Map<String, Declared> sections, Optional<Schema> parameters) {

    static Definitions read(String packageName, Node.Mapping root, SchemaBinder binder, Problems problems) {
        var reader = new DeclaredSections(packageName, binder, problems);
        Map<String, OwnType> types = root.get("field types").map(reader::types).orElse(Map.of());
        Map<String, Declared> sections = root.get("schema").map(reader::read).orElse(Map.of());
        root.get("schema")
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .ifPresent(map -> map.entries().stream()
                        .filter(entry -> Scope.NO_SECTIONS.contains(entry.name()))
                        .forEach(entry -> problems.at(
                                entry.key(),
                                "'" + entry.name() + "' has a meaning of its own and cannot be a section.")));
        return new Definitions(types, sections, root.get("schema parameters").map(reader::fields));
    }

    /** The same with types that are given to it. */
    Definitions with(Map<String, OwnType> more) {
        return new Definitions(more, sections, parameters);
    }

    /** Whether other packages are instances of it. */
    boolean isSpec() {
        return parameters.isPresent();
    }

    /** The programs of its sections as they are now, see {@link Anatomy#scripts}. */
    Map<String, Map<String, String>> fingerprints(String packageName, Answers answers) {
        return fingerprints(sections, packageName, answers);
    }

    /** The same of some sections of a package. */
    static Map<String, Map<String, String>> fingerprints(
            Map<String, Declared> sections, String packageName, Answers answers) {
        var prints = new TreeMap<String, Map<String, String>>();
        fingerprints("", sections, packageName, answers, prints);
        return prints;
    }

    private static void fingerprints(
            String prefix,
            Map<String, Declared> sections,
            String packageName,
            Answers answers,
            Map<String, Map<String, String>> prints) {
        sections.forEach((name, section) -> {
            if (!section.scripts().isEmpty()) {
                prints.put(prefix + name, SectionScripts.fingerprints(packageName, section, answers));
            }
            fingerprints(prefix + name + "/", section.sections(), packageName, answers, prints);
        });
    }

    /** A schema for those who do not know the package's own types: their fields are those of the base types. */
    Schema shown(Schema schema) {
        if (types.isEmpty()) {
            return schema;
        }
        var fields = new LinkedHashMap<String, FieldSpec>();
        schema.fields().forEach((name, field) -> fields.put(name, shown(field)));
        var inner = new LinkedHashMap<String, Schema>();
        schema.sections().forEach((name, section) -> inner.put(name, shown(section)));
        return new Schema(schema.layers(), fields, schema.fieldSets(), inner);
    }

    private FieldSpec shown(FieldSpec field) {
        FieldSpec now = field;
        OwnType own = types.get(now.type());
        while (own != null) {
            now = own.shown(now);
            own = types.get(now.type());
        }
        return now.element().isEmpty() ? now : now.withElement(shown(now.elementOrText()));
    }
}
