package org.redeye.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/** What one compilation has found so far. */
final class Findings {

    final Problems problems;
    final List<Problem> warnings = new ArrayList<>();
    final Map<String, String> pending = new TreeMap<>();
    final Map<Compiled.Key, Declaration> declarations = new LinkedHashMap<>();
    /** The schemas of plugins' sections, as far as they were asked for. */
    final Map<String, Schema> schemas = new HashMap<>();

    private static final int MOST_WARNINGS = 100;

    Findings(Document document) {
        problems = new Problems(document);
    }

    /** Takes in what may be wrong; at most 100 are told. */
    void warn(Problem warning) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(warning);
        }
    }

    /** Takes in what somebody asks for, who stands at {@code place}. */
    void declare(Declaration declaration, Node place) {
        if (declarations.putIfAbsent(new Compiled.Key(declaration), declaration) != null) {
            problems.at(place, "Two items of this section ask for '" + declaration.id() + "'.");
        }
    }
}
