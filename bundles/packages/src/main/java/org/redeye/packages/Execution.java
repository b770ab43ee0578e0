package org.redeye.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.redeye.api.section.Item;
import org.redeye.packages.script.Programs.MissingException;

/**
 * A program that a package has run.
 *
 * @param owner the package in whose folder it is
 * @param purpose what for: a section and {@code validate}, {@code process} or {@code run}, or a field type and its task, or
 *     a probe or notifier
 * @param program its path in that folder; of a probe or notifier all words of its command
 */
record Execution(String owner, String purpose, String program) implements Comparable<Execution> {

    /** The setting of a probe or notifier that says what is run. */
    private static final String COMMAND = "command";

    /** The fields in which an item names the plugin that runs it. */
    private static final List<String> RUNNERS = List.of("probe", "notifier");

    /** All that a package has run: by its field types, its sections, its checks, and the items that name a program. */
    static Set<Execution> of(
            String name, Map<String, OwnType> types, Map<String, Declared> declared, Map<String, List<Item>> items) {
        var all = new TreeSet<Execution>();
        types.forEach((type, own) -> own.scripts()
                .forEach((task, program) -> all.add(new Execution(name, "type " + type + " " + task.key(), program))));
        declared.forEach((section, own) -> add(section, own, items.getOrDefault(section, List.of()), all));
        items.values().forEach(some -> some.forEach(item -> addCommand(name, item, all)));
        return Set.copyOf(all);
    }

    /**
     * What the probe or notifier of an item runs: its setting {@code command}, see {@link org.redeye.api.script.Commands}. It is taken as
     * it was written, so that one more host is no other command.
     */
    private static void addCommand(String name, Item item, Set<Execution> all) {
        Optional<String> runner =
                RUNNERS.stream().filter(item.raw()::containsKey).findFirst();
        if (runner.isPresent() && item.raw().containsKey(COMMAND)) {
            Object environment = item.raw().getOrDefault("environment", "");
            // may hold secrets, and what is run may be another because of it
            String beside =
                    environment.toString().isEmpty() ? "" : " with environment " + Texts.etag(environment.toString());
            all.add(new Execution(name, item.text(runner.get()), item.raw().get(COMMAND) + beside));
        }
        item.nested().values().forEach(some -> some.forEach(inner -> addCommand(name, inner, all)));
    }

    private static void add(String section, Declared declared, List<Item> items, Set<Execution> all) {
        declared.scripts().forEach((purpose, program) -> {
            String what = section + " " + purpose;
            all.add(new Execution(declared.owner(), what, program));
            if (program.contains("%(")) {
                items.forEach(item -> addFilled(declared.owner(), what, program, item, all));
            }
        });
        declared.sections()
                .forEach((name, inner) -> add(
                        section + "/" + name,
                        inner,
                        items.stream()
                                .flatMap(item -> item.nested().getOrDefault(name, List.of()).stream())
                                .toList(),
                        all));
    }

    private static void addFilled(String owner, String what, String program, Item item, Set<Execution> all) {
        try {
            all.add(new Execution(owner, what, SectionRuns.fill(program, item)));
        } catch (MissingException e) {
            // such a step fails, it runs nothing
        }
    }

    /** Whether it is the same for the same purpose, or for that of an item of a specification: {@code north/plans run}. */
    boolean isAs(Execution known) {
        return owner.equals(known.owner)
                && program.equals(known.program)
                && (purpose.equals(known.purpose) || purpose.endsWith("/" + known.purpose));
    }

    @Override
    public int compareTo(Execution other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return owner + "/" + program + " (" + purpose + ")";
    }
}
