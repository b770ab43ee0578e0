package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.packages.Guard.PluginFailure;

/**
 * Compiles scopes whose items see each other: sections and what scripts returned for their items. One call of a plugin
 * for all items of its section, in however many scopes they stand.
 */
final class FamilyCompiler {

    private final Toolbox tools;
    private final Findings found;
    private final List<Scope> family;
    private final ItemIndex index;

    FamilyCompiler(Toolbox tools, Findings found, List<Scope> family) {
        this.tools = tools;
        this.found = found;
        this.family = family;
        var visible = new LinkedHashMap<String, List<Item>>();
        family.forEach(scope -> scope.items()
                .forEach((section, items) -> visible.computeIfAbsent(section, key -> new ArrayList<>())
                        .addAll(items)));
        this.index = new ItemIndex(visible);
    }

    /** Adds what the items ask for to the findings. */
    void compile() {
        var types = new LinkedHashMap<String, SectionType>();
        family.forEach(scope -> types.putAll(scope.types()));
        types.forEach(this::compile);
    }

    private void compile(String section, SectionType type) {
        List<Scope> mine = family.stream()
                .filter(scope -> scope.types().containsKey(section))
                .toList();
        var at = new AtomicReference<>(mine.get(0));
        try {
            Map<Scope, List<Declaration>> asked = tools.guard().call("section:" + section, () -> {
                var all = new LinkedHashMap<Scope, List<Declaration>>();
                for (Scope scope : mine) {
                    at.set(scope);
                    var context = scope.context(index);
                    var some = new ArrayList<Declaration>();
                    for (Item item : scope.items().get(section)) {
                        some.addAll(type.compile(item, context));
                    }
                    all.put(scope, some);
                }
                return all;
            });
            asked.forEach((scope, declarations) ->
                    declarations.forEach(declaration -> found.declare(declaration, scope.key(section))));
        } catch (PluginFailure e) {
            at.get().broke(section, String.valueOf(e.getMessage()));
        }
        mine.forEach(scope -> scope.items()
                .get(section)
                .forEach(item -> needs(item, scope.schemas().get(section))));
    }

    /** What an item refers to and is not there. */
    private void needs(Item item, Schema schema) {
        schema.fields().values().stream()
                .filter(field -> field.target().startsWith("plugin:"))
                .forEach(field -> PluginIds.of(field.target().substring("plugin:".length()), item.text(field.name()))
                        .filter(id -> tools.plugins()
                                .find(id)
                                .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                                .isEmpty())
                        .ifPresent(id -> found.pending.put(item.id(), "needs " + id)));
        item.nested()
                .forEach((inner, list) ->
                        list.forEach(child -> needs(child, schema.sections().getOrDefault(inner, Schema.EMPTY))));
    }
}
