package org.redeye.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Binder.Bound;
import org.redeye.api.schema.Binder.Fault;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** A package given by a test, in which a section type compiles; keeps what it says is wrong. Not thread-safe. */
public final class FakeCompileContext implements CompileContext {

    private final Map<String, List<Item>> sections;
    private final PluginRegistry plugins;
    private final FakeBinder binder;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /**
     * @param sections the items of the package by section
     * @param plugins the plugins there are
     * @param binder what checks their settings
     */
    public FakeCompileContext(Map<String, List<Item>> sections, PluginRegistry plugins, FakeBinder binder) {
        this.sections = sections;
        this.plugins = plugins;
        this.binder = binder;
    }

    /** What was said so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What was said to be odd so far. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<Item> items(String section) {
        return List.copyOf(sections.getOrDefault(section, List.of()));
    }

    @Override
    public Optional<Item> first(String section, String field, String text) {
        return items(section).stream()
                .filter(item -> item.text(field).equals(text))
                .findFirst();
    }

    @Override
    public Map<String, String> variables() {
        return new TreeMap<>(Map.of("rem.url", "http://127.0.0.1:2001", "rem.node", FakePlatform.NODE));
    }

    @Override
    public void check(Item item, PluginId plugin, Map<String, Object> settings) {
        plugins.find(plugin)
                .filter(info -> info.state() == PluginState.ACTIVE)
                .map(PluginInfo::schema)
                .ifPresent(schema -> check(item, plugin, binder.bind(schema, settings, false)));
    }

    private void check(Item item, PluginId plugin, Bound bound) {
        bound.faults().forEach(fault -> say(item, fault));
        if (bound.faults().isEmpty()) {
            plugins.instance(plugin, Object.class)
                    .flatMap(instance -> Schema.configOf(instance.getClass()))
                    .ifPresent(config -> make(item, config, bound.values()));
        }
    }

    private void make(Item item, Class<? extends Record> config, Map<String, Object> values) {
        try {
            Schema.bind(config, values);
        } catch (IllegalArgumentException e) {
            say(item, Fault.refused(Schema.of(config), e));
        }
    }

    @Override
    public void problem(Item item, String field, String message, String suggestion) {
        say(item, new Fault(field, List.of(), message, suggestion));
    }

    @Override
    public void warning(Item item, String field, String message, String suggestion) {
        warnings.add(new Problem(position(item, field), message, suggestion));
    }

    private void say(Item item, Fault fault) {
        problems.add(new Problem(position(item, fault.field()), fault.message(), fault.suggestion()));
    }

    private static Position position(Item item, String field) {
        return field.isEmpty() ? item.position() : item.position(field);
    }
}
