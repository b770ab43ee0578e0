package org.redeye.packages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.redeye.api.schema.Schema;
import org.redeye.api.script.ScriptCall.Limits;
import org.redeye.packages.yaml.Node;

/**
 * A section that a package defines for itself.
 *
 * @param owner the package that defines it, in whose folder its programs are
 * @param schema what its items look like, the sections within included
 * @param scripts its programs by what they are for: {@code validate}, {@code process}, {@code run}
 * @param limits what a program may use
 * @param sections the sections within
 * @param node where it is defined
 */
record Declared(
        String owner,
        Schema schema,
        Map<String, String> scripts,
        Limits limits,
        Map<String, Declared> sections,
        Node.Mapping node) {

    static final String VALIDATE = "validate";
    static final String PROCESS = "process";
    static final String RUN = "run";

    /** Whether saving an item calls a program, of this section or of one within. */
    boolean calls() {
        return scripts.containsKey(VALIDATE)
                || scripts.containsKey(PROCESS)
                || sections.values().stream().anyMatch(Declared::calls);
    }

    /** Whether there is something to run, in this section or in one within. */
    boolean runs() {
        return scripts.containsKey(RUN) || sections.values().stream().anyMatch(Declared::runs);
    }

    /** The schemas of sections by name. */
    static Map<String, Schema> schemas(Map<String, Declared> sections) {
        var schemas = new LinkedHashMap<String, Schema>();
        sections.forEach((name, section) -> schemas.put(name, section.schema()));
        return schemas;
    }
}
