package org.redeye.packages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Binder.Fault;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** What section types see while one package is compiled. */
record ItemContext(
        ItemIndex index,
        SectionReader reader,
        Problems problems,
        PluginRegistry plugins,
        SchemaBinder binder,
        Map<String, String> variables,
        Vocabulary words,
        Consumer<Problem> warnings)
        implements CompileContext {

    @Override
    public List<Item> items(String section) {
        return index.all(section);
    }

    @Override
    public Optional<Item> first(String section, String field, String text) {
        return index.first(section, field, text);
    }

    @Override
    public void check(Item item, PluginId plugin, Map<String, Object> settings) {
        Optional<Schema> schema = plugins.find(plugin)
                .filter(info -> info.state() == PluginState.ACTIVE)
                .map(PluginInfo::schema);
        if (schema.isEmpty() || !binder.types().missing(schema.get()).isEmpty()) {
            return; // pending: who runs it says what it needs
        }
        // the item's own fields stand beside the plugin's: both are worth suggesting, both may stand there
        var known = new LinkedHashSet<>(schema.get().fields().keySet());
        known.addAll(reader.schema(item).fields().keySet());
        Schema plain = schema.get();
        var bound = binder.bind(plain, settings, Optional.of(known), words);
        bound.faults()
                .forEach(fault -> reader.fault(item, fault, !plain.fields().containsKey(fault.field())));
        if (bound.faults().isEmpty()) {
            plugins.instance(plugin, Object.class)
                    .flatMap(instance -> Schema.configOf(instance.getClass()))
                    .flatMap(config -> refusal(config, bound.values()))
                    .ifPresent(fault -> reader.fault(item, fault, false));
        }
    }

    /** What the plugin's own record says of settings that each for itself are right. */
    private static Optional<Fault> refusal(Class<? extends Record> config, Map<String, Object> values) {
        try {
            Schema.bind(config, values);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Fault.refused(Schema.of(config), e));
        }
    }

    @Override
    public void problem(Item item, String field, String message, String suggestion) {
        reader.fault(item, new Fault(field, List.of(), message, suggestion), false);
    }

    @Override
    public void warning(Item item, String field, String message, String suggestion) {
        warnings.accept(new Problem(field.isEmpty() ? item.position() : item.position(field), message, suggestion));
    }
}
