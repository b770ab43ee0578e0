package org.redeye.packages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Runs;
import org.redeye.api.packages.Specifications;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Schema;
import org.redeye.api.script.Scripts;
import org.redeye.api.section.Item;
import org.redeye.api.section.Reconciler;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.script.ProcessScripts;
import org.redeye.packages.script.Programs;
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
    private final FolderWatch watch;
    private final TrustFile trust;
    private final Answers answers;
    private final SectionRuns runs;
    private final Drafts drafts;
    private final PackageChanges changes;
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
        road = new Road(compilers.apply(plugins, answers), folder, events, recorder);
        runs = new SectionRuns(road, answers, scripts);
        watch = new FolderWatch(folder, road, trust::forget);
        drafts = new Drafts(road);
        changes = new PackageChanges(
                folder,
                road,
                trust,
                new Authority(road, trust),
                new Reviews(road, new PendingFiles(platform.data().resolve("changes")), events),
                new Compilations(
                        road,
                        trust,
                        staged -> compilers.apply(
                                plugins, answers.elsewhere(staged.scripts(), staged.files(), staged.trust()))));
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
                Meter.gauge(
                        "packages_changes_pending",
                        "Changes that wait for approval",
                        changes.reviews().list("").size()),
                Meter.counter("packages_applied_total", "Changes of packages taken over", road.applied()),
                Meter.counter("packages_refused_total", "Changes of packages refused", road.refused()),
                Meter.counter(
                        "packages_scripts_total", "Calls of scripts while packages were compiled", answers.calls()));
    }

    // ---- changing

    @Override
    public Plan plan(String name, String text, Map<String, FileText> files) {
        return changes.plan(name, text, files);
    }

    @Override
    public Draft draft(String name, String text, Map<String, FileText> files, List<Edit> edits, List<?> path) {
        Compilations.requireName(name);
        return drafts.draft(name, text, files, edits, path);
    }

    @Override
    public Plan apply(String name, String text, String seen, Map<String, FileText> files, Change change) {
        return changes.apply(name, text, seen, files, change);
    }

    @Override
    public Plan remove(String name, String seen, Change change) {
        return changes.remove(name, seen, change);
    }

    @Override
    public Plan insert(
            String name, String section, List<String> path, Map<String, Object> fields, String seen, Change change) {
        return changes.insert(name, section, path, fields, seen, change);
    }

    @Override
    public Plan delete(String name, String section, List<String> path, String seen, Change change) {
        boolean there =
                items(name, section).stream().anyMatch(item -> item.path().equals(path));
        if (!there) {
            throw new PackageException(
                    Kind.MISSING,
                    "There is no '" + section + "/" + String.join("/", path) + "' in the package '" + name + "'.");
        }
        return changes.delete(name, section, path, seen, change);
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

    /** Changes of texts. */
    PackageChanges changes() {
        return changes;
    }

    private static PackageException missing(String name) {
        return new PackageException(Kind.MISSING, "There is no package '" + name + "'.");
    }
}
