package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.api.section.Reconciler;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.history.Sentences;
import org.redeye.packages.unit.UnitTree;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Splicer;
import org.redeye.packages.yaml.Splicer.EditException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packages as a service: what is in force, and changes that go the same road as an edit by hand. */
@Component(
        service = {Packages.class, Meters.class, PackagesEngine.class},
        immediate = true)
public final class PackagesEngine implements Packages, Meters {

    /** Milliseconds between two looks at the folder. */
    private static final long SCAN_MILLIS = 300;

    private static final Logger LOG = LoggerFactory.getLogger(PackagesEngine.class);

    private final PackageFolder folder;
    private final Road road;
    private final Function<PluginRegistry, PackageCompiler> compilers;
    private final FolderWatch watch;
    private final Drafts drafts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(PackagesEngine::daemon);
    private final PluginRegistry.Subscription subscription;

    /** Takes over what is in the folder, then watches it. */
    @Activate
    public PackagesEngine(
            @Reference PluginRegistry plugins,
            @Reference SchemaBinder binder,
            @Reference Events events,
            @Reference Platform platform,
            @Reference Recorder recorder)
            throws IOException {
        this(plugins, binder, events, platform, recorder, new Guard(Guard.PATIENCE));
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
        var variables = Map.of("rem.url", platform.url().toString(), "rem.node", platform.node());
        folder = new PackageFolder(platform.data().resolve("packages"), step);
        compilers = known -> new PackageCompiler(known, new SchemaBinder(known), guard, variables);
        road = new Road(new PackageCompiler(plugins, binder, guard, variables), folder, events, recorder);
        watch = new FolderWatch(folder, road);
        drafts = new Drafts(road);
        folder.create();
        folder.recover().forEach(name -> LOG.info("The change of {} that was interrupted is made", name));
        folder.copyShipped(platform.home().resolve("packages"));
        scan();
        scan(); // what is there at the start needs no second look
        recorder.begin(road::texts);
        var pluginWatch = new PluginWatch(plugins, thread, road::recompile);
        subscription = plugins.onChange(pluginWatch::changed);
    }

    /** Stops watching. What runs goes on: other engines own it. */
    @Deactivate
    void close() {
        subscription.close();
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
        return pack.info(pending);
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
                Meter.counter("packages_refused_total", "Changes of packages refused", road.refused()));
    }

    // ---- changing

    @Override
    public Plan plan(String name, String text) {
        return road.plan(good(name, text));
    }

    @Override
    public Draft draft(String name, String text, List<Edit> edits, List<?> path) {
        requireName(name);
        return drafts.draft(name, text, edits, path);
    }

    @Override
    public Plan apply(String name, String text, String seen, Change change) {
        synchronized (road) {
            checkSeen(name, seen);
            return road.write(good(name, text), change);
        }
    }

    @Override
    public Plan remove(String name, String seen, Change change) {
        synchronized (road) {
            FileChanges files = removal(name).files();
            checkSeen(name, seen);
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
        if (items(name, section).stream().noneMatch(item -> item.path().equals(path))) {
            throw new PackageException(
                    Kind.MISSING, "There is no '" + String.join("/", place) + "' in the package '" + name + "'.");
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
        return compilers.apply(known);
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
        Compiled compiled = road.compile(name, text);
        List<Problem> problems = compiled.valid()
                ? road.refusals(Map.of(name, compiled), Set.of()).getOrDefault(name, List.of())
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
