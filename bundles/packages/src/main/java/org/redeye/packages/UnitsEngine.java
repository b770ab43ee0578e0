package org.redeye.packages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Arrival;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.UnitInfo;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.packages.Units;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.packages.history.Restorer;
import org.redeye.packages.unit.Disk;
import org.redeye.packages.unit.Packer;
import org.redeye.packages.unit.Receipts;
import org.redeye.packages.unit.Receipts.Receipt;
import org.redeye.packages.unit.Seal;
import org.redeye.packages.unit.Swap;
import org.redeye.packages.unit.UnitTree;
import org.redeye.packages.unit.Unpacker;

/** Units as a service: brings them onto a stage, checks them there, and has them put in place on the one road. */
@Component(service = {Units.class, Restorer.class, UnitsEngine.class})
public final class UnitsEngine implements Units, Restorer {

    private static final Runnable NOBODY_ASKS = () -> {};

    private final PackagesEngine packages;
    private final Road road;
    private final PackageFolder folder;
    private final Receipts receipts;
    private final Seal seal;
    private final Arrivals arrivals = new Arrivals();
    private final UnitViews views;

    /** Works on the packages of this engine. */
    @Activate
    public UnitsEngine(
            @Reference PackagesEngine packages, @Reference Platform platform, @Reference PluginRegistry plugins) {
        this.packages = packages;
        this.road = packages.road();
        this.folder = packages.folder();
        this.receipts = new Receipts(folder.path());
        this.seal = new Seal(platform.data().resolve("keys").resolve("packages"));
        this.views = new UnitViews(road, folder, receipts, plugins);
    }

    // ---- looking

    @Override
    public List<UnitInfo> list() {
        return views.all();
    }

    @Override
    public Optional<UnitInfo> find(String name) {
        return views.find(name);
    }

    @Override
    public List<Arrival> arrivals() {
        return arrivals.list();
    }

    /** What arrives by itself is noted here. */
    Arrivals noted() {
        return arrivals;
    }

    UnitViews views() {
        return views;
    }

    // ---- installing

    @Override
    public UnitPlan plan(UnitSource source) {
        return staged(stage -> {
            String name = unpack(source, stage);
            UnitTree fresh = UnitTree.of(stage.files(), name);
            String signer = seal.check(source.name(), fresh);
            SortedMap<String, String> sums = fresh.sums();
            synchronized (road) {
                return unitPlan(compile(name, stage, runs(name, stage, sums)), signer, sums);
            }
        });
    }

    @Override
    public UnitPlan install(UnitSource source, String seen, Change change) {
        return staged(stage -> {
            String name = unpack(source, stage);
            return install(source.name(), name, stage, seen, change, () -> packages.changes()
                    .reviews()
                    .require(name, change));
        });
    }

    /** The same with files that stand in a bundle. */
    UnitPlan install(String source, Map<String, Unpacker.Source> files, Change change) {
        return staged(stage -> {
            String name = new Unpacker(source, stage).files(files, Long.MAX_VALUE);
            return install(source, name, stage, "", change, NOBODY_ASKS);
        });
    }

    /** The same of what lies in a deploy folder: who may write there is asked by nobody. */
    UnitPlan arrive(UnitSource source, Change change) {
        return staged(stage -> install(source.name(), unpack(source, stage), stage, "", change, NOBODY_ASKS));
    }

    private UnitPlan install(
            String source, String name, Swap.Stage stage, String seen, Change change, Runnable permission)
            throws IOException {
        UnitTree fresh = UnitTree.of(stage.files(), name);
        String signer = seal.check(source, fresh);
        var receipt = new Receipt(System.currentTimeMillis(), source, signer, fresh.sums());
        synchronized (road) {
            permission.run();
            packages.changes().standing().requireSeen(name, seen);
            requireRight(name, stage, receipt.sums(), change);
            boolean keepsTrust = keepsTrust(name, signer, receipt.sums());
            Compiled compiled = compile(name, stage, keepsTrust);
            UnitPlan plan = unitPlan(compiled, signer, receipt.sums());
            receipts.add(name, receipt);
            if (!keepsTrust) {
                packages.changes().distrust(name);
            }
            road.write(compiled, stage, worded(change, plan));
            receipts.done(name, receipt);
            return plan;
        }
    }

    private static String unpack(UnitSource source, Swap.Stage stage) throws IOException {
        var unpacker = new Unpacker(source.name(), stage);
        if (source instanceof UnitSource.Archive archive) {
            return unpacker.archive(archive.bytes());
        }
        return unpacker.place(((UnitSource.Place) source).path());
    }

    private static Change worded(Change change, UnitPlan plan) {
        if (!change.message().isEmpty()) {
            return change;
        }
        String version = plan.name() + " " + plan.version();
        return change.saying(
                plan.before().isEmpty()
                        ? "Install " + version
                        : "Install " + version + " in place of " + plan.before());
    }

    private UnitPlan unitPlan(Compiled compiled, String signer, SortedMap<String, String> sums) throws IOException {
        String before = road.good(compiled.name()).map(Compiled::version).orElse("");
        return new UnitPlan(compiled.name(), before, compiled.version(), signer, filePlan(compiled, sums));
    }

    private Plan filePlan(Compiled compiled, SortedMap<String, String> sums) throws IOException {
        FileChanges files =
                UnitTree.changes(UnitTree.of(folder.path(), compiled.name()).sums(), sums);
        return road.plan(compiled).with(files);
    }

    /** An admin trusted the scripts that were there; others that come unsigned nobody has looked at. */
    private boolean keepsTrust(String name, String signer, SortedMap<String, String> sums) throws IOException {
        return !signer.isEmpty() || others(name, sums).count() == 0;
    }

    /** What would be different in the folder of a package. */
    private FileChanges others(String name, SortedMap<String, String> sums) throws IOException {
        SortedMap<String, String> before = UnitTree.of(folder.path(), name).sums();
        SortedMap<String, String> after = new TreeMap<>(sums);
        before.remove(name + ".yaml");
        after.remove(name + ".yaml");
        return UnitTree.changes(before, after);
    }

    /** Whether scripts may be called for who only wants to know what would be: if they are those that run now. */
    private boolean runs(String name, Swap.Stage stage, SortedMap<String, String> sums) throws IOException {
        return others(name, sums).count() == 0
                && packages.changes()
                        .authority()
                        .fresh(packages.changes().compilations().sketch(name, text(name, stage), stage.files()))
                        .isEmpty();
    }

    private void requireRight(String name, Swap.Stage stage, SortedMap<String, String> sums, Change change)
            throws IOException {
        packages.changes().authority().require(name, others(name, sums), change);
        packages.changes()
                .authority()
                .require(packages.changes().compilations().sketch(name, text(name, stage), stage.files()), change);
    }

    private Compiled compile(String name, Swap.Stage stage, boolean keepsTrust) throws IOException {
        return packages.changes().compilations().good(name, text(name, stage), stage.files(), keepsTrust);
    }

    private static String text(String name, Swap.Stage stage) throws IOException {
        byte[] bytes = Files.readAllBytes(stage.files().resolve(name + ".yaml"));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PackageException(List.of(new Problem(
                    new Position(name + ".yaml", 1, 1), "The file is not UTF-8; save it in that encoding.", "")));
        }
    }

    private interface Work<T> {
        T on(Swap.Stage stage) throws IOException;
    }

    private <T> T staged(Work<T> work) {
        try (Swap.Stage stage = folder.stage()) {
            return work.on(stage);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of packages cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public Plan removal(String name) {
        return packages.changes().removal(name);
    }

    // ---- rolling back

    @Override
    public Plan restore(String name, Map<String, PastFile> files, String seen, Change change) {
        return staged(stage -> {
            stage(name, files, stage);
            SortedMap<String, String> sums = UnitTree.of(stage.files(), name).sums();
            synchronized (road) {
                packages.changes().standing().requireSeen(name, seen);
                packages.changes().reviews().require(name, change);
                requireRight(name, stage, sums, change);
                boolean keepsTrust = keepsTrust(name, "", sums);
                Compiled compiled = compile(name, stage, keepsTrust);
                FileChanges changes = filePlan(compiled, sums).files();
                if (!keepsTrust) {
                    packages.changes().distrust(name);
                }
                return road.write(compiled, stage, change).with(changes);
            }
        });
    }

    @Override
    public Plan rehearse(String name, Map<String, PastFile> files) {
        return staged(stage -> {
            stage(name, files, stage);
            SortedMap<String, String> sums = UnitTree.of(stage.files(), name).sums();
            synchronized (road) {
                return filePlan(compile(name, stage, runs(name, stage, sums)), sums);
            }
        });
    }

    private static void stage(String name, Map<String, PastFile> files, Swap.Stage stage) throws IOException {
        var sources = new HashMap<String, Unpacker.Source>();
        files.forEach((path, file) ->
                sources.put(path, () -> new ByteArrayInputStream(file.content().read())));
        new Unpacker(name, stage).files(sources, Long.MAX_VALUE);
        for (var file : files.entrySet()) {
            if (file.getValue().executable()) {
                Disk.setExecutable(stage.files().resolve(file.getKey()));
            }
        }
    }

    // ---- handing on

    @Override
    public void export(String name, OutputStream to) {
        try {
            synchronized (road) {
                UnitTree tree = UnitTree.of(folder.path(), name);
                if (!tree.files().containsKey(name + ".yaml")) {
                    throw new PackageException(Kind.MISSING, "There is no package '" + name + "'.");
                }
                Packer.pack(tree, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The package '" + name + "' cannot be exported: " + e.getMessage(), e);
        }
    }

    @Override
    public String sign(Path unit, Path key) {
        try (Swap.Stage stage = folder.stage()) {
            String name = new Unpacker(String.valueOf(unit.getFileName()), stage).place(unit);
            if (Files.isDirectory(unit)) {
                seal.sign(UnitTree.of(unit, name), unit, key);
                return name;
            }
            seal.sign(UnitTree.of(stage.files(), name), stage.files(), key);
            Path draft = unit.resolveSibling("." + unit.getFileName() + ".tmp");
            try (OutputStream out = Files.newOutputStream(draft)) {
                Packer.pack(UnitTree.of(stage.files(), name), out);
            }
            Files.move(draft, unit, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(unit + " cannot be signed: " + e.getMessage(), e);
        }
    }
}
