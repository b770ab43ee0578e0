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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.redeye.api.event.Events;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Plan;
import org.redeye.api.schema.Problem;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Reconciler;
import org.redeye.packages.history.Intent;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.unit.Swap;
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
    private final PackageEvents events;
    private final Chronicle chronicle;
    private final Dispatcher dispatcher = new Dispatcher();
    private final Map<String, InForce> packages = new ConcurrentSkipListMap<>();
    private final Map<String, PackageFolder.Stamp> taken = new HashMap<>();
    /** What would be good if other packages were there, or others; tried again whenever one changes. */
    private final Map<String, Compiled> waiting = new TreeMap<>();

    private volatile long applied;
    private volatile long refused;

    Road(PackageCompiler compiler, PackageFolder folder, Events events, Recorder recorder) {
        this.compiler = compiler;
        this.folder = folder;
        this.events = new PackageEvents(events);
        this.chronicle = new Chronicle(recorder, folder);
    }

    // ---- looking

    // no lock: who looks does not wait while a script thinks
    List<InForce> all() {
        return List.copyOf(packages.values());
    }

    Optional<InForce> find(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    Optional<Compiled> good(String name) {
        return find(name).flatMap(InForce::good);
    }

    /** What is in force and nobody makes real. */
    List<Declaration> orphans(InForce pack) {
        return declarations(pack.good()).values().stream()
                .filter(declaration -> !dispatcher.handles(declaration))
                .toList();
    }

    long applied() {
        return applied;
    }

    long refused() {
        return refused;
    }

    /** Whether a file that looks like this was taken over, or refused, already. */
    synchronized boolean knows(String name, PackageFolder.Stamp stamp) {
        return stamp.equals(taken.get(name));
    }

    Compiled compile(String name, String text) {
        return compiler.compile(
                name, Document.read(name + ".yaml", text), other -> good(other).map(Compiled::text));
    }

    /** The same of a text with files of its own choice. */
    Compiled compile(String name, SourceFiles files) {
        return compiler.compile(
                name, files.document(files.own()), files, other -> good(other).map(Compiled::text));
    }

    /** The same of a text that changes with every key that is pressed: its scripts are not called for that. */
    Compiled sketch(String name, SourceFiles files) {
        return compiler.sketch(
                name, files.document(files.own()), files, other -> good(other).map(Compiled::text));
    }

    /** A text with the files that it imports, those as they stand but for the edited ones. */
    SourceFiles sources(String name, String text, Map<String, String> edited) {
        return new SourceFiles(name, Document.read(name + ".yaml", text), edited, compiler.standing());
    }

    synchronized Plan plan(Compiled compiled) {
        return Dispatcher.plan(
                        compiled.name(), declarations(good(compiled.name())), compiled.declarations(), compiled.etag())
                .warning(compiled.doubts());
    }

    /** What taking a package out of force would do. */
    synchronized Plan planDrop(String name) {
        return Dispatcher.plan(name, declarations(good(name)), Map.of(), "");
    }

    /** The texts that are in force and in the file, by package; empty where the file holds another one. */
    synchronized Map<String, Optional<String>> texts() {
        var texts = new TreeMap<String, Optional<String>>();
        packages.forEach((name, pack) ->
                texts.put(name, pack.problems().isEmpty() ? pack.good().map(Compiled::text) : Optional.empty()));
        return texts;
    }

    /** Why a change may not come into force beside the other packages; see {@link Resolver#refusals}. */
    synchronized Map<String, List<Problem>> refusals(Map<String, Compiled> coming, Set<String> going) {
        return Resolver.refusals(inForce(), coming, going);
    }

    /** What is in force of each package. */
    synchronized Map<String, Compiled> inForce() {
        var inForce = new TreeMap<String, Compiled>();
        packages.forEach((name, pack) -> pack.good().ifPresent(good -> inForce.put(name, good)));
        return inForce;
    }

    // ---- changing

    /** Remembers how the file looks whose text is about to be taken over or refused. */
    synchronized void looked(String name, PackageFolder.Stamp stamp) {
        taken.put(name, stamp);
    }

    /** Writes the text of a good compilation to its file and puts it in force. */
    synchronized Plan write(Compiled compiled, Change change) {
        String name = compiled.name();
        Plan plan = plan(compiled);
        chronicle.replaced(name, text(name), false);
        Intent intent = chronicle.applying(compiled, text(name), plan, change);
        store(() -> folder.write(name, compiled.text()), intent);
        return takeOver(compiled, plan, intent);
    }

    /** The same with files that the text imports, all of them at once. */
    synchronized Plan write(Compiled compiled, Map<String, String> files, Change change) {
        if (files.isEmpty()) {
            return write(compiled, change);
        }
        String name = compiled.name();
        Plan plan = plan(compiled);
        chronicle.replaced(name, text(name), true);
        Intent intent = chronicle.applying(compiled, text(name), plan, change, files);
        var all = new TreeMap<>(files);
        all.put(name + ".yaml", compiled.text());
        store(() -> folder.write(name, all)); // what fails may be ended by the next start: the intent stays
        return takeOver(compiled, plan, intent);
    }

    /** Puts a stage in place of all files of a package, and its text, which is that of a good compilation, in force. */
    synchronized Plan write(Compiled compiled, Swap.Stage stage, Change change) {
        String name = compiled.name();
        Plan plan = plan(compiled);
        chronicle.replaced(name, text(name), true);
        Intent intent = chronicle.applying(compiled, text(name), plan, change, stage.files());
        store(() -> stage.swap(name)); // what fails may be ended by the next start: the intent stays
        return takeOver(compiled, plan, intent);
    }

    /** Somebody has edited files in a package's folder. */
    synchronized void filesChanged(String name) {
        chronicle.filesChanged(name, text(name));
    }

    /** Puts good compilations in force that somebody has written into the files, as far as they fit to the others. */
    synchronized void takeOver(Map<String, Compiled> coming) {
        var all = new TreeMap<>(waiting);
        all.putAll(coming);
        Map<String, List<Problem>> refusals = refusals(all, Set.of());
        all.forEach((name, compiled) -> {
            if (!refusals.containsKey(name)) {
                applyByHand(compiled);
            }
        });
        refusals.forEach((name, problems) -> {
            boolean resumed = find(name).isEmpty() && resume(name);
            refuse(name, all.get(name).text(), problems);
            waiting.put(name, all.get(name));
            if (resumed) {
                takeOverWaiting(); // others may have missed it
            }
        });
    }

    private void takeOverWaiting() {
        var fitting = new TreeMap<>(waiting);
        fitting.keySet().removeAll(refusals(fitting, Set.of()).keySet());
        fitting.values().forEach(this::applyByHand);
    }

    private Plan takeOver(Compiled compiled, Plan plan, Intent intent) {
        folder.stamp(compiled.name()).ifPresent(stamp -> looked(compiled.name(), stamp));
        apply(compiled, plan, intent::made);
        takeOverWaiting();
        return plan;
    }

    private void apply(Compiled compiled, Plan plan, Runnable told) {
        String name = compiled.name();
        Map<Compiled.Key, Declaration> before = declarations(good(name));
        packages.put(name, new InForce(name, compiled.text(), Optional.of(compiled), Instant.now(), List.of()));
        waiting.remove(name);
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
        events.publish(name, "applied", List.of());
        told.run();
        recompile(pack -> uses(pack, name));
    }

    /** Whether a package is an instance of another one, or asked for its definitions. */
    private static boolean uses(InForce pack, String other) {
        Anatomy anatomy = pack.good().map(Compiled::anatomy).orElse(Anatomy.EMPTY);
        return anatomy.specs().contains(other) || anatomy.givers().containsKey(other);
    }

    /** The same text with what others define now; it may have waited for just that. */
    private Compiled renewed(Compiled compiled) {
        boolean same = compiled.anatomy().givers().entrySet().stream().allMatch(giver -> giver.getValue()
                .equals(good(giver.getKey()).map(Compiled::etag).orElse("")));
        return same ? compiled : compile(compiled.name(), compiled.text());
    }

    /** Puts what somebody has written into a file in force, if it is still good with what others define. */
    private void applyByHand(Compiled compiled) {
        Compiled now = renewed(compiled);
        if (!now.valid()) {
            refuse(now.name(), now.text(), now.problems());
            waiting.put(now.name(), now); // until others define something else
            return;
        }
        Optional<String> old = text(now.name());
        Set<Execution> runs = now.anatomy().executes();
        if (good(now.name())
                .filter(good -> !good.anatomy().executes().equals(runs))
                .isPresent()) {
            LOG.info("What scripts of the package {} run was changed by hand; now it is {}", now.name(), runs);
        }
        Plan plan = plan(now);
        apply(now, plan, () -> chronicle.appliedByHand(now, old, plan));
    }

    /** Puts the version in force that was so before the last stop, if its file is broken now. */
    synchronized boolean resume(String name) {
        Optional<Compiled> last =
                folder.remembered(name).map(old -> compile(name, old)).filter(Compiled::valid);
        last.ifPresent(old -> {
            packages.put(name, new InForce(name, old.text(), Optional.of(old), Instant.now(), List.of()));
            dispatcher.apply(Map.of(), old.declarations());
        });
        return last.isPresent();
    }

    /** Keeps the last good version in force and says, once, what is wrong with the text. */
    synchronized void refuse(String name, String text, List<Problem> problems) {
        Optional<InForce> now = find(name);
        waiting.remove(name);
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
            events.publish(name, "refused", problems);
        }
    }

    /** Counts a text that was refused before it came to a file. */
    synchronized void refusedUnwritten() {
        refused++;
    }

    /** Takes a package out of force whose file somebody has deleted. */
    synchronized void drop(String name) {
        Optional<String> old = text(name);
        drop(name, () -> chronicle.droppedByHand(name, old));
        Map<String, Compiled> left = inForce();
        left.forEach((requirer, compiled) -> {
            List<Problem> problems = Resolver.unmet(compiled, left);
            if (!problems.isEmpty() && find(requirer).orElseThrow().problems().isEmpty()) {
                refuse(requirer, compiled.text(), problems);
                waiting.put(requirer, compiled);
            }
        });
    }

    /** Takes a package out of force and deletes what is left of its files. */
    synchronized Plan drop(String name, Change change) {
        chronicle.replaced(name, text(name), true);
        Intent intent = chronicle.dropping(name, text(name), change);
        store(() -> folder.delete(name));
        return drop(name, intent::made);
    }

    private Plan drop(String name, Runnable told) {
        Map<Compiled.Key, Declaration> before = declarations(good(name));
        store(() -> folder.forget(name));
        packages.remove(name);
        waiting.remove(name);
        taken.remove(name);
        dispatcher.apply(before, Map.of());
        LOG.info("Package {} is removed", name);
        events.publish(name, "removed", List.of());
        told.run();
        recompile(pack -> uses(pack, name));
        return Dispatcher.plan(name, before, Map.of(), "");
    }

    /** Compiles everything anew with the plugins that are there now; what is declared as before stays untouched. */
    synchronized void recompile() {
        recompile(pack -> true);
    }

    /** The same for some. */
    synchronized void recompile(Predicate<InForce> some) {
        var coming = new TreeMap<String, Compiled>();
        for (InForce pack : all().stream().filter(some).toList()) {
            Compiled compiled = compile(pack.name(), pack.text());
            if (!compiled.valid()) {
                pack.good().ifPresent(good -> renew(pack, compile(pack.name(), good.text())));
                refuse(pack.name(), pack.text(), compiled.problems());
            } else if (compiled.declarations().equals(declarations(pack.good()))
                    && pack.problems().isEmpty()) {
                packages.put(pack.name(), pack.with(compiled));
            } else {
                coming.put(pack.name(), compiled);
            }
        }
        takeOver(coming);
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

    private Optional<String> text(String name) {
        return good(name).map(Compiled::text);
    }

    private static Map<Compiled.Key, Declaration> declarations(Optional<Compiled> compiled) {
        return compiled.map(Compiled::declarations).orElse(Map.of());
    }

    private interface Store {
        void run() throws IOException;
    }

    private static void store(Store store, Intent intent) {
        try {
            store(store);
        } catch (UncheckedIOException e) {
            intent.withdrawn();
            throw e;
        }
    }

    private static void store(Store store) {
        try {
            store.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of packages cannot be written: " + e.getMessage(), e);
        }
    }
}
