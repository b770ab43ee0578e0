package org.redeye.packages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Run.State;
import org.redeye.api.packages.Run.Step;
import org.redeye.api.packages.Runs;
import org.redeye.api.schema.Nearest;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.Scripts;
import org.redeye.api.section.Item;
import org.redeye.packages.script.Json;
import org.redeye.packages.script.Programs.MissingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs sections step by step; see {@link Runs}. */
final class SectionRuns implements Runs {

    /** How long a run may take until its last step begins. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SectionRuns.class);
    private static final Pattern FIELD = Pattern.compile("%\\(([^)]{1,200})\\)s");

    private final Road road;
    private final Answers answers;
    private final Scripts scripts;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    SectionRuns(Road road, Answers answers, Scripts scripts) {
        this.road = road;
        this.answers = answers;
        this.scripts = scripts;
    }

    @Override
    public Run run(String name, String section, boolean dryRun, String by) {
        Compiled compiled = road.good(name)
                .orElseThrow(() -> new PackageException(Kind.MISSING, "There is no package '" + name + "' in force."));
        Declared declared = declared(compiled, section);
        List<Item> items = compiled.items().getOrDefault(section, List.of());
        int steps = count(declared, items);
        if (steps > MOST_STEPS) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "'" + section + "' of '" + name + "' has " + steps + " steps; a run has at most " + MOST_STEPS
                            + ".");
        }
        if (!dryRun && !answers.trusted(declared.owner())) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "Scripts of the package '" + declared.owner() + "' run once an admin trusts the package.");
        }
        String key = name + "/" + section;
        if (!dryRun && !running.add(key)) {
            throw new PackageException(Kind.CONFLICT, "'" + key + "' runs already; wait for its end.");
        }
        try {
            return perform(new Performance(name, dryRun), section, declared, items, by);
        } finally {
            if (!dryRun) {
                running.remove(key);
            }
        }
    }

    private Run perform(Performance performance, String section, Declared declared, List<Item> items, String by) {
        String name = performance.packageName;
        if (!performance.dryRun) {
            LOG.info("{} runs {} of the package {}", by, section, name);
        }
        List<Step> steps = performance.section(section, declared, items, List.of());
        var took = Duration.ofNanos(System.nanoTime() - performance.started);
        if (!performance.dryRun) {
            LOG.info(
                    "The run of {} of the package {} ended {} after {} ms",
                    section,
                    name,
                    performance.failed ? "with a failure" : "well",
                    took.toMillis());
        }
        return new Run(name, section, performance.dryRun, !performance.failed, took, steps);
    }

    private static Declared declared(Compiled compiled, String section) {
        Map<String, Declared> all = compiled.anatomy().declared();
        Declared declared = all.get(section);
        if (declared == null || !compiled.items().containsKey(section)) {
            String near = Nearest.to(section, all.keySet());
            throw new PackageException(
                    Kind.MISSING,
                    "The package '" + compiled.name() + "' has no section '" + section + "' of its own."
                            + (near.isEmpty() || near.equals(section) ? "" : " Did you mean '" + near + "'?"));
        }
        if (!declared.runs()) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "The section '" + section + "' of '" + compiled.name()
                            + "' has nothing to run: its schema names no program under 'run'.");
        }
        return declared;
    }

    private static int count(Declared declared, List<Item> items) {
        int count = declared.scripts().containsKey(Declared.RUN) ? items.size() : 0;
        for (var inner : declared.sections().entrySet()) {
            for (Item item : items) {
                count += count(inner.getValue(), item.nested().getOrDefault(inner.getKey(), List.of()));
            }
        }
        return count;
    }

    /** One run on its way. */
    private final class Performance {
        private final String packageName;
        private final boolean dryRun;
        private final long started = System.nanoTime();
        private boolean failed;

        Performance(String packageName, boolean dryRun) {
            this.packageName = packageName;
            this.dryRun = dryRun;
        }

        /** The items of a section as a tree of their groups. */
        List<Step> section(String section, Declared declared, List<Item> items, List<Item> above) {
            return level(section, declared, items, above, 0);
        }

        private List<Step> level(String id, Declared declared, List<Item> items, List<Item> above, int depth) {
            var groups = new LinkedHashMap<String, List<Item>>();
            items.forEach(item -> groups.computeIfAbsent(item.path().get(depth), key -> new ArrayList<>())
                    .add(item));
            var steps = new ArrayList<Step>();
            groups.forEach((key, group) -> {
                Item first = group.get(0);
                steps.add(
                        first.path().size() == depth + 1
                                ? item(declared, first, above)
                                : group(key, id + "/" + key, level(id + "/" + key, declared, group, above, depth + 1)));
            });
            return steps;
        }

        private static Step group(String name, String id, List<Step> steps) {
            return new Step(name, id, "", "", State.GROUP, "", "", Duration.ZERO, steps);
        }

        private Step item(Declared declared, Item item, List<Item> above) {
            Step own = declared.scripts().containsKey(Declared.RUN)
                    ? step(declared, item, above)
                    : group(item.key(), SectionScripts.id(item), List.of());
            var longer = new ArrayList<>(above);
            longer.add(item);
            var within = new ArrayList<Step>();
            declared.sections().forEach((name, inner) -> {
                List<Item> items = item.nested().getOrDefault(name, List.of());
                if (inner.runs() && !items.isEmpty()) {
                    String id = SectionScripts.id(item) + "/" + name;
                    within.add(group(name, id, section(id, inner, items, longer)));
                }
            });
            return new Step(
                    own.name(),
                    own.id(),
                    own.program(),
                    own.input(),
                    own.state(),
                    own.output(),
                    own.message(),
                    own.took(),
                    within);
        }

        private Step step(Declared declared, Item item, List<Item> above) {
            String program = String.valueOf(declared.scripts().get(Declared.RUN));
            Map<String, Object> data = data(item, above);
            String shown = Json.write(data);
            if (failed && !dryRun) {
                return new Step(
                        item.key(),
                        SectionScripts.id(item),
                        program,
                        shown,
                        State.SKIPPED,
                        "",
                        "",
                        Duration.ZERO,
                        List.of());
            }
            String filled = program;
            String fault = "";
            try {
                filled = fill(program, item);
                answers.programs().find(declared.owner(), filled);
            } catch (MissingException e) {
                fault = String.valueOf(e.getMessage());
            }
            if (fault.isEmpty() && System.nanoTime() - started > LONGEST.toNanos()) {
                fault = "It was not begun: the run has taken " + LONGEST.toMinutes() + " minutes already.";
            }
            if (!fault.isEmpty()) {
                failed = true;
                return new Step(
                        item.key(),
                        SectionScripts.id(item),
                        filled,
                        shown,
                        State.FAILED,
                        "",
                        fault,
                        Duration.ZERO,
                        List.of());
            }
            return dryRun
                    ? new Step(
                            item.key(),
                            SectionScripts.id(item),
                            filled,
                            shown,
                            State.PLANNED,
                            "",
                            "",
                            Duration.ZERO,
                            List.of())
                    : call(declared, filled, item, shown, Json.reveal(data));
        }

        private Step call(Declared declared, String program, Item item, String shown, String input) {
            ScriptResult result = scripts.run(
                            new ScriptCall(declared.owner(), item.section(), program, input, declared.limits()))
                    .toCompletableFuture()
                    .join();
            failed |= !result.ok();
            return new Step(
                    item.key(),
                    SectionScripts.id(item),
                    program,
                    shown,
                    result.ok() ? State.OK : State.FAILED,
                    result.output(),
                    result.message(),
                    result.took(),
                    List.of());
        }

        private Map<String, Object> data(Item item, List<Item> above) {
            var data = new LinkedHashMap<>(SectionScripts.json(item));
            data.put("package", packageName);
            data.put("section", item.section());
            data.put("above", above.stream().map(Item::values).toList());
            return data;
        }
    }

    /** The program's path with the item's fields in it: {@code scripts/%(action)s.py}. */
    static String fill(String program, Item item) throws MissingException {
        Matcher matcher = FIELD.matcher(program);
        var filled = new StringBuilder();
        while (matcher.find()) {
            String value = item.text(matcher.group(1));
            if (value.isEmpty()) {
                throw new MissingException("'" + matcher.group() + "' in the program's path stands for nothing: "
                        + SectionScripts.id(item) + " has no '" + matcher.group(1) + "'.");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }
}
