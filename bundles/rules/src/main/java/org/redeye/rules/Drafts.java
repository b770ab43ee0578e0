package org.redeye.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.PackageException;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Reads rules that somebody works on, with the same words of refusal that a package would get. */
final class Drafts {

    private static final PluginId SECTION = new PluginId("section", "rules");

    private final PluginRegistry plugins;
    private final Binder binder;

    Drafts(PluginRegistry plugins, Binder binder) {
        this.plugins = plugins;
        this.binder = binder;
    }

    RuleDeclaration read(String packageName, Map<String, Object> fields) {
        SectionType section = plugins.instance(SECTION, SectionType.class)
                .orElseThrow(() -> new PackageException(
                        PackageException.Kind.UNAVAILABLE, "A rule cannot be read without " + SECTION + "."));
        var raw = new HashMap<>(fields);
        raw.put("enabled", "true"); // one that is switched off may be tried all the same
        raw.putIfAbsent("name", "draft");
        String name = String.valueOf(raw.get("name"));
        Binder.Bound bound = binder.bind(section.schema(), raw, false);
        var context = new Context();
        bound.faults().forEach(fault -> context.add(fault.field(), fault.message(), fault.suggestion()));
        if (context.problems.isEmpty()) {
            var item = new Item(
                    packageName,
                    "rules",
                    List.of("draft", name),
                    bound.values(),
                    raw,
                    Map.of(),
                    Position.NONE,
                    Map.of());
            for (Declaration declaration : section.compile(item, context)) {
                if (context.problems.isEmpty() && declaration instanceof RuleDeclaration rule) {
                    return rule;
                }
            }
        }
        throw new PackageException(
                context.problems.isEmpty()
                        ? List.of(new Problem(Position.NONE, "These fields make no rule.", ""))
                        : context.problems);
    }

    /** A package of nothing but this rule. */
    private static final class Context implements CompileContext {

        final List<Problem> problems = new ArrayList<>();

        void add(String field, String message, String suggestion) {
            problems.add(new Problem(Position.NONE, message, suggestion, field));
        }

        @Override
        public List<Item> items(String section) {
            return List.of();
        }

        @Override
        public Optional<Item> first(String section, String field, String text) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public void check(Item item, PluginId plugin, Map<String, Object> settings) {
            // a rule names no plugin
        }

        @Override
        public void problem(Item item, String field, String message, String suggestion) {
            add(field, message, suggestion);
        }

        @Override
        public void warning(Item item, String field, String message, String suggestion) {
            // is right all the same
        }
    }
}
