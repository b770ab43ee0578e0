package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.redeye.api.event.Events;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Difference;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Runs;
import org.redeye.api.packages.Specifications;
import org.redeye.api.packages.Trust;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.script.Scripts;
import org.redeye.api.section.Item;
import org.redeye.api.section.Reconciler;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.history.Sentences;
import org.redeye.packages.script.ProcessScripts;
import org.redeye.packages.script.Programs;
import org.redeye.packages.unit.UnitTree;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Splicer;
import org.redeye.packages.yaml.Splicer.EditException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packages as a service: what is in force, and changes that go the same road as an edit by hand. */
@Component(
        service = {Packages.class, Runs.class, Specifications.class, Meters.class, PackagesEngine.class},
        immediate = true)
public final class PackagesEngine implements Packages, Runs, Specifications, Meters {

    /** Milliseconds between two looks at the folder. */
    private static final long SCAN_MILLIS = 300;

    private static final Logger LOG = LoggerFactory.getLogger(PackagesEngine.class);

    private final PackageFolder folder;
    private final Road road;
    private final BiFunction<PluginRegistry, Answers, PackageCompiler> compilers;
    private final PluginRegistry plugins;
    private final FolderWatch watch;
    private final Authority authority;
    private final TrustFile trust;
    private final Answers answers;
    private final SectionRuns runs;
    private final Drafts drafts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(PackagesEngine::daemon);
    private final PluginRegistry.Subscription subscription;
    private final Runnable endOfTrust;

    /** Takes over what is in the folder, then watches it. */
    @Activate
    public PackagesEngine(
            @Reference PluginRegistry plugins,
            @Reference SchemaBinder binder,
            @Reference Events events,
            @Reference Platform platform,
            @Reference Recorder recorder,
            @Reference TrustFile trust,
            @Reference Scripts scripts)
            throws IOException {
        this(plugins, binder, events, platform, recorder, new Guard(Guard.PATIENCE), trust, scripts);
        thread.scheduleWithFixedDelay(this::scanSafely, SCAN_MILLIS, SCAN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Without the watch: {@link #scan} looks. */
    PackagesEngine(
            PluginRegistry plugins,
            SchemaBinder binder,
            Events events,
            Platform platform,
            Recorder recorder,
            Guard guard)
            throws IOException {
        this(plugins, binder, events, platform, recorder, guard, step -> {});
    }

    /** The same; is told of each step in which a unit is put in place. */
    PackagesEngine(
            PluginRegistry plugins,
            SchemaBinder binder,
            Events events,
            Platform platform,
            Recorder recorder,
            Guard guard,
            Consumer<String> step)
            throws IOException {
        this(plugins, binder, events, platform, recorder, guard, step, new TrustFile(platform));
    }

    private PackagesEngine(
            PluginRegistry plugins,
            SchemaBinder binder,
            Events events,
            Platform platform,
            Recorder recorder,
            Guard guard,
            Consumer<String> step,
            TrustFile trust)
            throws IOException {
        this(plugins, binder, events, platform, recorder, guard, step, trust, new ProcessScripts(platform, trust));
    }

    /** The same with programs that are run elsewhere. */
    PackagesEngine(
            PluginRegistry plugins,
            SchemaBinder binder,
            Events events,
            Platform platform,
            Recorder recorder,
            Guard guard,
            TrustFile trust,
            Scripts scripts)
            throws IOException {
        this(plugins, binder, events, platform, recorder, guard, step -> {}, trust, scripts);
    }

    PackagesEngine(
            PluginRegistry plugins,
            SchemaBinder binder,
            Events events,
            Platform platform,
            Recorder recorder,
            Guard guard,
            Consumer<String> step,
            TrustFile trust,
            Scripts scripts)
            throws IOException {
        var variables = Map.of("rem.url", platform.url().toString(), "rem.node", platform.node());
        folder = new PackageFolder(platform.data().resolve("packages"), step);
        this.trust = trust;
        answers = new Answers(
                scripts,
                new Programs(platform.data().resolve("packages")),
                trust,
                platform.data().resolve("cache/scripts"));
        compilers = (known, asked) -> new PackageCompiler(
                known, known == plugins ? binder : new SchemaBinder(known), guard, variables, asked);
        this.plugins = plugins;
        road = new Road(compilers.apply(plugins, answers), folder, events, recorder);
        runs = new SectionRuns(road, answers, scripts);
        authority = new Authority(road, trust);
        watch = new FolderWatch(folder, road, trust::forget);
        drafts = new Drafts(road);
        folder.create();
        folder.recover().forEach(name -> LOG.info("The change of {} that was interrupted is made", name));
        folder.copyShipped(platform.home().resolve("packages"));
        scan();
        scan(); // what is there at the start needs no second look
        trust.keep(folder.scan().keySet()); // what was deleted meanwhile
        recorder.begin(road::texts);
        var pluginWatch = new PluginWatch(plugins, thread, road::recompile);
        subscription = plugins.onChange(pluginWatch::changed);
        endOfTrust = trust.onChange(road::recompile);
    }

    /** Stops watching. What runs goes on: other engines own it. */
    @Deactivate
    void close() {
        subscription.close();
        endOfTrust.run();
        thread.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReconciler(Reconciler<?> reconciler) {
        road.add(reconciler);
    }

    void removeReconciler(Reconciler<?> reconciler) {
        road.remove(reconciler);
    }

    /** Looks at the folder once. */
    void scan() throws IOException {
        watch.scan();
    }

    private void scanSafely() {
        try {
            scan();
        } catch (IOException | RuntimeException e) {
            LOG.error("The folder of packages cannot be read; the packages in force stay so", e);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rem-packages");
        thread.setDaemon(true);
        return thread;
    }

    // ---- looking

    @Override
    public List<PackageInfo> list() {
        return road.all().stream().map(this::info).toList();
    }

    @Override
    public Optional<PackageInfo> find(String name) {
        return road.find(name).map(this::info);
    }

    private PackageInfo info(InForce pack) {
        var pending = new TreeMap<>(pack.good().map(Compiled::pending).orElse(Map.of()));
        road.orphans(pack)
                .forEach(declaration -> pending.putIfAbsent(
                        declaration.id(),
                        "needs the engine for " + declaration.getClass().getSimpleName()));
        return pack.info(pending, trust.trusted(pack.name()));
    }

    @Override
    public Optional<String> text(String name) {
        return road.find(name).map(InForce::text);
    }

    @Override
    public List<Item> items(String name, String section) {
        Map<String, List<Item>> items = road.good(name).map(Compiled::items).orElse(Map.of());
        return section.isEmpty()
                ? items.values().stream().flatMap(List::stream).toList()
                : items.getOrDefault(section, List.of());
    }

    @Override
    public Optional<Schema> schema(String name, String section) {
        return road.good(name).map(pack -> pack.schemas().get(section));
    }

    @Override
    public List<Difference> differences(String name) {
        InForce pack = road.find(name).orElseThrow(() -> missing(name));
        return pack.good().map(Compiled::anatomy).orElse(Anatomy.EMPTY).differences();
    }

    @Override
    public Run run(String name, String section, boolean dryRun, String by) {
        return runs.run(name, section, dryRun, by);
    }

    @Override
    public List<String> fallback(String name) {
        return road.good(name)
                .map(pack -> pack.needs().fallback().stream()
                        .map(Needs.Fallback::name)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public List<Meter> read() {
        List<InForce> all = road.all();
        long broken = all.stream().filter(pack -> !pack.problems().isEmpty()).count();
        return List.of(
                Meter.gauge("packages_count", "Packages in the folder", all.size()),
                Meter.gauge("packages_broken", "Packages whose file has problems", broken),
                Meter.counter("packages_applied_total", "Changes of packages taken over", road.applied()),
                Meter.counter("packages_refused_total", "Changes of packages refused", road.refused()),
                Meter.counter(
                        "packages_scripts_total", "Calls of scripts while packages were compiled", answers.calls()));
    }

    // ---- changing

    @Override
    public Plan plan(String name, String text) {
        requireName(name);
        if (Authority.mayRun(text)) {
            Compiled sketch = road.sketch(name, Document.read(name + ".yaml", text));
            if (!authority.fresh(sketch).isEmpty()) {
                return road.plan(fitting(sketch)); // who looks may not be who may have it run
            }
        }
        return road.plan(good(name, text));
    }

    @Override
    public Draft draft(String name, String text, List<Edit> edits, List<?> path) {
        requireName(name);
        return drafts.draft(name, text, edits, path);
    }

    @Override
    public Plan apply(String name, String text, String seen, Change change) {
        requireName(name);
        checkSeen(name, seen);
        if (Authority.mayRun(text)) {
            authority.require(road.sketch(name, Document.read(name + ".yaml", text)), change); // before it runs
        }
        Compiled compiled = good(name, text); // may take as long as its scripts do: nobody else waits for them
        synchronized (road) {
            checkSeen(name, seen);
            authority.require(compiled, change);
            return road.write(compiled, change);
        }
    }

    @Override
    public Plan remove(String name, String seen, Change change) {
        synchronized (road) {
            FileChanges files = removal(name).files();
            checkSeen(name, seen);
            trust.forget(name);
            return road.drop(name, change).with(files);
        }
    }

    /** What removing a package would do; refused if it is not there, or required. */
    Plan removal(String name) {
        synchronized (road) {
            if (folder.stamp(name).isEmpty() && road.find(name).isEmpty()) {
                throw missing(name);
            }
            List<Problem> problems = road.refusals(Map.of(), Set.of(name)).getOrDefault(name, List.of());
            if (!problems.isEmpty()) {
                throw new PackageException(problems);
            }
            try {
                List<String> files =
                        List.copyOf(UnitTree.of(folder.path(), name).files().keySet());
                return road.planDrop(name).with(new FileChanges(List.of(), List.of(), files));
            } catch (IOException e) {
                throw new UncheckedIOException("The folder of packages cannot be read: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public Plan insert(
            String name, String section, List<String> path, Map<String, Object> fields, String seen, Change change) {
        List<String> place = place(section, path);
        return edit(
                name,
                seen,
                worded(change, "Add " + String.join("/", place) + " to " + name),
                splicer -> splicer.insert(place, new LinkedHashMap<>(fields)));
    }

    @Override
    public Plan delete(String name, String section, List<String> path, String seen, Change change) {
        List<String> place = place(section, path);
        Item item = items(name, section).stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new PackageException(
                        Kind.MISSING, "There is no '" + String.join("/", place) + "' in the package '" + name + "'."));
        if (!item.position().file().equals(name + ".yaml")) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "'" + String.join("/", place) + "' stands in " + item.position() + ", which " + name
                            + ".yaml uses; remove it there.");
        }
        return edit(
                name,
                seen,
                worded(change, "Remove " + String.join("/", place) + " from " + name),
                splicer -> splicer.remove(place, 1));
    }

    private static Change worded(Change change, String message) {
        return change.message().isEmpty() ? change.saying(Sentences.cut(message)) : change;
    }

    private Plan edit(String name, String seen, Change change, Function<Splicer, String> edit) {
        synchronized (road) {
            checkSeen(name, seen);
            String text = folder.read(name).map(PackageFolder.Content::text).orElseThrow(() -> missing(name));
            Document document = Document.read(name + ".yaml", text);
            if (!document.problems().isEmpty()) {
                throw new PackageException(document.problems());
            }
            try {
                return apply(name, edit.apply(new Splicer(document)), "", change);
            } catch (EditException e) {
                throw new PackageException(Kind.CONFLICT, String.valueOf(e.getMessage()));
            }
        }
    }

    /** The road that its changes take; whoever changes something holds its lock. */
    Road road() {
        return road;
    }

    /** Compiles as if these were the plugins that are there. */
    PackageCompiler compiler(PluginRegistry known) {
        return compilers.apply(known, answers);
    }

    PackageFolder folder() {
        return folder;
    }

    private static void requireName(String name) {
        if (!PackageCompiler.NAME.matcher(name).matches()) {
            throw new PackageException(List.of(new Problem(
                    Position.NONE,
                    "'" + name + "' cannot be the name of a package: a lower case letter, then at most 63 lower case"
                            + " letters, digits, '_' and '-'.",
                    "")));
        }
    }

    /** @throws PackageException INVALID if the text may not come into force */
    Compiled good(String name, String text) {
        requireName(name);
        return fitting(road.compile(name, text));
    }

    /**
     * The same for a package whose files are not in place yet.
     *
     * @param files the folder in which they stand as they shall in the folder of packages
     * @param sameScripts whether they are those that were trusted, if any were
     */
    Compiled good(String name, String text, Path files, boolean sameScripts) {
        requireName(name);
        Trust there = sameScripts ? trust : Untrusted.EVERYBODY;
        ProcessScripts scripts = ProcessScripts.in(files, there);
        try {
            Answers staged = answers.elsewhere(scripts, new Programs(files), there);
            return fitting(compilers
                    .apply(plugins, staged)
                    .compile(name, Document.read(name + ".yaml", text), other -> road.good(other)
                            .map(Compiled::text)));
        } finally {
            scripts.close();
        }
    }

    /** The same as far as it is known without calling a script, valid or not. */
    Compiled sketch(String name, String text, Path files) {
        requireName(name);
        Trust nobody = Untrusted.EVERYBODY;
        ProcessScripts none = ProcessScripts.in(files, nobody);
        try {
            Answers staged = answers.elsewhere(none, new Programs(files), nobody);
            return compilers
                    .apply(plugins, staged)
                    .sketch(name, Document.read(name + ".yaml", text), other -> road.good(other)
                            .map(Compiled::text));
        } finally {
            none.close();
        }
    }

    /** Who may change what is run. */
    Authority authority() {
        return authority;
    }

    /** Scripts that nobody has looked at are not run. */
    void distrust(String name) {
        trust.forget(name);
    }

    private Compiled fitting(Compiled compiled) {
        List<Problem> problems = compiled.valid()
                ? road.refusals(Map.of(compiled.name(), compiled), Set.of()).getOrDefault(compiled.name(), List.of())
                : compiled.problems();
        if (!problems.isEmpty()) {
            road.refusedUnwritten();
            throw new PackageException(problems);
        }
        return compiled;
    }

    /** The file itself is asked, not what was last taken over: somebody may be saving it by hand right now. */
    void checkSeen(String name, String seen) {
        String now =
                folder.read(name).map(content -> Texts.etag(content.text())).orElse("");
        if (seen.equals(ABSENT)) {
            if (!now.isEmpty() || road.find(name).isPresent()) {
                throw new PackageException(Kind.CONFLICT, "The package '" + name + "' is there already.");
            }
            return;
        }
        if (!seen.isEmpty() && !now.equals(seen)) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "The package '" + name + "' was changed in between; look at it again before you change it.");
        }
    }

    private static PackageException missing(String name) {
        return new PackageException(Kind.MISSING, "There is no package '" + name + "'.");
    }

    private static List<String> place(String section, List<String> path) {
        var place = new ArrayList<String>();
        place.add(section);
        place.addAll(path);
        return place;
    }
}
