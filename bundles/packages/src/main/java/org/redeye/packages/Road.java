package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.event.Events;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Plan;
import org.redeye.api.schema.Problem;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Reconciler;
import org.redeye.packages.history.Entry;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.history.Sentences;
import org.redeye.packages.yaml.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one road from text to what runs: a text is compiled, and the difference of its declarations to those in force goes to
 * the reconcilers. Hand edits, REST, shell and console all take it. Its own lock guards everything; a change is short.
 */
final class Road {

    private static final Logger LOG = LoggerFactory.getLogger(Road.class);

    private final PackageCompiler compiler;
    private final PackageFolder folder;
    private final Events events;
    private final Recorder recorder;
    private final Dispatcher dispatcher = new Dispatcher();
    private final Map<String, InForce> packages = new TreeMap<>();
    private final Map<String, PackageFolder.Stamp> taken = new HashMap<>();
    private long applied;
    private long refused;

    Road(PackageCompiler compiler, PackageFolder folder, Events events, Recorder recorder) {
        this.compiler = compiler;
        this.folder = folder;
        this.events = events;
        this.recorder = recorder;
    }

    // ---- looking

    synchronized List<InForce> all() {
        return List.copyOf(packages.values());
    }

    synchronized Optional<InForce> find(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    synchronized Optional<Compiled> good(String name) {
        return find(name).flatMap(InForce::good);
    }

    /** What is in force and nobody makes real. */
    synchronized List<Declaration> orphans(InForce pack) {
        return declarations(pack.good()).values().stream()
                .filter(declaration -> !dispatcher.handles(declaration))
                .toList();
    }

    synchronized long applied() {
        return applied;
    }

    synchronized long refused() {
        return refused;
    }

    /** Whether a file that looks like this was taken over, or refused, already. */
    synchronized boolean knows(String name, PackageFolder.Stamp stamp) {
        return stamp.equals(taken.get(name));
    }

    Compiled compile(String name, String text) {
        return compile(name, Document.read(name + ".yaml", text));
    }

    Compiled compile(String name, Document document) {
        return compiler.compile(name, document);
    }

    synchronized Plan plan(Compiled compiled) {
        return Dispatcher.plan(
                compiled.name(), declarations(good(compiled.name())), compiled.declarations(), compiled.etag());
    }

    /** The texts that are in force and in the file, by package; empty where the file holds another one. */
    synchronized Map<String, Optional<String>> texts() {
        var texts = new TreeMap<String, Optional<String>>();
        packages.forEach((name, pack) ->
                texts.put(name, pack.problems().isEmpty() ? pack.good().map(Compiled::text) : Optional.empty()));
        return texts;
    }

    // ---- changing

    /** Remembers how the file looks whose text is about to be taken over or refused. */
    synchronized void looked(String name, PackageFolder.Stamp stamp) {
        taken.put(name, stamp);
    }

    /** Writes the text of a good compilation to its file and puts it in force. */
    synchronized Plan write(Compiled compiled, Change change) {
        keepUnseen(compiled.name());
        store(() -> folder.write(compiled.name(), compiled.text()));
        folder.stamp(compiled.name()).ifPresent(stamp -> looked(compiled.name(), stamp));
        return takeOver(compiled, change, false);
    }

    /** Puts a good compilation in force that somebody has written into the file. */
    synchronized void takeOver(Compiled compiled) {
        takeOver(compiled, byHand(compiled.name()), true);
    }

    private Plan takeOver(Compiled compiled, Change change, boolean mayWait) {
        String name = compiled.name();
        Optional<String> old = good(name).map(Compiled::text);
        Map<Compiled.Key, Declaration> before = declarations(good(name));
        Plan plan = plan(compiled);
        packages.put(name, new InForce(name, compiled.text(), Optional.of(compiled), Instant.now(), List.of()));
        applied++;
        dispatcher.apply(before, compiled.declarations());
        store(() -> folder.remember(name, compiled.text()));
        LOG.info(
                "Package {} {} is in force: {} added, {} changed, {} removed",
                name,
                compiled.version(),
                plan.added().size(),
                plan.changed().size(),
                plan.removed().size());
        publish(name, "applied", List.of());
        record(name, old, Optional.of(compiled.text()), worded(change, plan, old.isPresent()), mayWait);
        return plan;
    }

    /** Puts the version in force that was so before the last stop, if its file is broken now. */
    synchronized void resume(String name) {
        folder.remembered(name)
                .map(old -> compile(name, old))
                .filter(Compiled::valid)
                .ifPresent(old -> {
                    packages.put(name, new InForce(name, old.text(), Optional.of(old), Instant.now(), List.of()));
                    dispatcher.apply(Map.of(), old.declarations());
                });
    }

    /** Keeps the last good version in force and says, once, what is wrong with the text. */
    synchronized void refuse(String name, String text, List<Problem> problems) {
        Optional<InForce> now = find(name);
        packages.put(
                name,
                new InForce(
                        name,
                        text,
                        now.flatMap(InForce::good),
                        now.map(InForce::applied).orElseGet(Instant::now),
                        problems));
        if (now.isEmpty() || !now.get().problems().equals(problems)) {
            refused++;
            problems.forEach(problem -> LOG.warn("{}", problem));
            LOG.warn(
                    "Package {} is refused; {}",
                    name,
                    good(name).isPresent() ? "its last good version stays in force" : "nothing of it is in force");
            publish(name, "refused", problems);
        }
    }

    /** Counts a text that was refused before it came to a file. */
    synchronized void refusedUnwritten() {
        refused++;
    }

    /** Takes a package out of force whose file somebody has deleted. */
    synchronized void drop(String name) {
        drop(name, byHand(name), true);
    }

    /** Takes a package out of force and deletes what is left of its files. */
    synchronized Plan drop(String name, Change change) {
        keepUnseen(name);
        return drop(name, change, false);
    }

    private Plan drop(String name, Change change, boolean mayWait) {
        Optional<String> old = good(name).map(Compiled::text);
        Map<Compiled.Key, Declaration> before = declarations(good(name));
        store(() -> folder.delete(name));
        packages.remove(name);
        taken.remove(name);
        dispatcher.apply(before, Map.of());
        LOG.info("Package {} is removed", name);
        publish(name, "removed", List.of());
        Change worded = change.message().isEmpty() ? change.saying("Remove the package " + name) : change;
        record(name, old, Optional.empty(), worded, mayWait);
        return Dispatcher.plan(name, before, Map.of(), "");
    }

    /** Compiles everything anew with the plugins that are there now; what is declared as before stays untouched. */
    synchronized void recompile() {
        for (InForce pack : all()) {
            Compiled compiled = compile(pack.name(), pack.text());
            if (!compiled.valid()) {
                pack.good().ifPresent(good -> renew(pack, compile(pack.name(), good.text())));
                refuse(pack.name(), pack.text(), compiled.problems());
            } else if (compiled.declarations().equals(declarations(pack.good()))
                    && pack.problems().isEmpty()) {
                packages.put(pack.name(), pack.with(compiled));
            } else {
                takeOver(compiled);
            }
        }
    }

    /** The file is broken and the last good text stays in force, with the plugins that are there now. */
    private void renew(InForce pack, Compiled good) {
        if (good.valid()) {
            packages.put(
                    pack.name(),
                    new InForce(pack.name(), pack.text(), Optional.of(good), pack.applied(), pack.problems()));
            dispatcher.apply(declarations(pack.good()), good.declarations());
        }
    }

    synchronized void add(Reconciler<?> reconciler) {
        Collection<Declaration> all = new ArrayList<>();
        packages.values().forEach(pack -> all.addAll(declarations(pack.good()).values()));
        dispatcher.add(reconciler, all);
    }

    synchronized void remove(Reconciler<?> reconciler) {
        dispatcher.remove(reconciler);
    }

    // ---- history

    private void record(String name, Optional<String> before, Optional<String> after, Change change, boolean mayWait) {
        recorder.record(new Entry(Instant.now(), name, before, after, change, mayWait));
    }

    /** What somebody is writing into the file and was not taken over yet, or was refused, is not lost when it is replaced. */
    private void keepUnseen(String name) {
        Optional<String> known = good(name).map(Compiled::text);
        folder.read(name)
                .filter(content -> content.failure().isEmpty())
                .map(PackageFolder.Content::text)
                .ifPresent(found -> record(
                        name,
                        known,
                        Optional.of(found),
                        byHand(name).saying("Edit " + name + ", replaced before it came into force"),
                        false));
    }

    private Change byHand(String name) {
        String owner = folder.owner(name);
        return Change.by(owner.isEmpty() ? "by hand" : "by hand (" + owner + ")");
    }

    private static Change worded(Change change, Plan plan, boolean before) {
        return change.message().isEmpty() ? change.saying(Sentences.of(plan, before)) : change;
    }

    private static Map<Compiled.Key, Declaration> declarations(Optional<Compiled> compiled) {
        return compiled.map(Compiled::declarations).orElse(Map.of());
    }

    private void publish(String name, String state, List<Problem> problems) {
        events.publish(
                "package",
                Map.of(
                        "name", name,
                        "state", state,
                        "problems", problems.stream().map(Road::asMap).toList()));
    }

    private static Map<String, Object> asMap(Problem problem) {
        return Map.of(
                "file", problem.position().file(),
                "line", problem.position().line(),
                "column", problem.position().column(),
                "message", problem.message(),
                "suggestion", problem.suggestion());
    }

    private interface Store {
        void run() throws IOException;
    }

    private static void store(Store store) {
        try {
            store.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of packages cannot be written: " + e.getMessage(), e);
        }
    }
}
