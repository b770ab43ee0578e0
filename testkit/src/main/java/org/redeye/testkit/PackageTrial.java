package org.redeye.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/**
 * Reads and compiles examples that are whole packages.
 *
 * @param section the key of the section that is compiled
 * @param type its section type
 * @param beside the other sections that may stand in an example, by key
 * @param plugins the plugins whose settings are checked
 * @param binder types the fields
 */
record PackageTrial(
        String section, SectionType type, Map<String, Schema> beside, PluginRegistry plugins, FakeBinder binder) {

    /** What items ask for, what is wrong with them beyond their fields, and what is odd. */
    record Compiled(List<Declaration> declarations, List<Problem> problems, List<Problem> warnings) {}

    ExamplePackage read(Example example) {
        var schemas = new TreeMap<>(beside);
        schemas.put(section, type.schema());
        schemas.put(spoken(), type.schema());
        var ids = new TreeMap<String, List<String>>();
        for (PluginInfo plugin : plugins.list()) {
            ids.computeIfAbsent("plugin:" + plugin.id().kind(), kind -> new ArrayList<>())
                    .add(plugin.id().id());
        }
        return ExamplePackage.read(example.name(), example.text(), schemas, binder.naming(ids));
    }

    Compiled compile(ExamplePackage read) {
        return compile(read, items(read).toArray(Item[]::new));
    }

    /** The items of the section under test. */
    List<Item> items(ExamplePackage read) {
        return read.items().getOrDefault(spoken(), read.items().getOrDefault(section, List.of()));
    }

    /** The key of the section as people may write it: {@code http pages} for {@code http-pages}. */
    private String spoken() {
        return section.replace('-', ' ');
    }

    Compiled compile(ExamplePackage read, Item... items) {
        var context = new FakeCompileContext(read.items(), plugins, binder);
        var declarations = new ArrayList<Declaration>();
        for (Item item : items) {
            declarations.addAll(type.compile(item, context));
        }
        return new Compiled(declarations, context.problems(), context.warnings());
    }

    /** Everything wrong with an example, as people read it; with places if the messages it expects have them. */
    List<String> problems(Example example) {
        ExamplePackage read = read(example);
        var problems = new ArrayList<>(read.problems());
        problems.addAll(compile(read).problems());
        boolean places = !example.expected().isEmpty()
                && example.expected().stream().allMatch(line -> line.matches("[0-9]+:[0-9]+: .*"));
        return problems.stream().map(problem -> words(problem, places)).toList();
    }

    private static String words(Problem problem, boolean place) {
        Position position = problem.position();
        String text = new Problem(Position.NONE, problem.message(), problem.suggestion()).toString();
        return place ? position.line() + ":" + position.column() + ": " + text : text;
    }
}
