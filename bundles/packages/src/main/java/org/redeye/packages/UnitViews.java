package org.redeye.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.UnitInfo;
import org.redeye.api.packages.UnitInfo.Need;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.packages.Needs.Fallback;
import org.redeye.packages.Needs.Kind;
import org.redeye.packages.Needs.Requirement;
import org.redeye.packages.unit.Receipts;
import org.redeye.packages.unit.Receipts.Receipt;
import org.redeye.packages.unit.UnitTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how packages stand as units. Files are read again only when they look different from outside. Thread-safe. */
final class UnitViews {

    private static final Logger LOG = LoggerFactory.getLogger(UnitViews.class);

    private final Road road;
    private final PackageFolder folder;
    private final Receipts receipts;
    private final PluginRegistry plugins;
    private final Map<String, Sums> known = new ConcurrentHashMap<>();

    UnitViews(Road road, PackageFolder folder, Receipts receipts, PluginRegistry plugins) {
        this.road = road;
        this.folder = folder;
        this.receipts = receipts;
        this.plugins = plugins;
    }

    /** What files look like from outside, and their sums. */
    private record Sums(Map<String, List<Object>> stamps, SortedMap<String, String> sums) {}

    UnitInfo of(Compiled compiled) {
        String name = compiled.name();
        SortedMap<String, String> sums = read(name);
        Optional<Receipt> receipt = receipt(name, sums);
        Map<String, Compiled> world = road.inForce();
        return new UnitInfo(
                name,
                compiled.version(),
                receipt.map(found -> Instant.ofEpochMilli(found.at())).orElse(Instant.EPOCH),
                receipt.map(Receipt::source).orElse(""),
                receipt.map(Receipt::signer).orElse(""),
                receipt.map(found -> UnitTree.changes(found.sums(), sums)).orElse(FileChanges.NONE),
                compiled.needs().requirements().stream()
                        .map(need -> need(need, world))
                        .toList(),
                world.values().stream()
                        .filter(other -> other.needs().packages().stream()
                                .anyMatch(need -> need.name().equals(name)))
                        .map(Compiled::name)
                        .toList(),
                compiled.needs().fallback().stream().map(Fallback::name).toList());
    }

    private Need need(Requirement need, Map<String, Compiled> world) {
        Optional<String> there = need.kind() == Kind.PACKAGE
                ? Optional.ofNullable(world.get(need.name())).map(Compiled::version)
                : plugins.find(PluginId.parse(need.name()))
                        .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                        .map(PluginInfo::version);
        return new Need(
                need.kind() == Kind.PACKAGE ? "package" : "plugin",
                need.name(),
                need.range().toString(),
                there.orElse(""),
                there.filter(version -> need.takes(Versions.of(version))).isPresent());
    }

    /** The sums of a package's files now; a copy. */
    SortedMap<String, String> sums(String name) {
        return new TreeMap<>(read(name));
    }

    private SortedMap<String, String> read(String name) {
        try {
            UnitTree tree = UnitTree.of(folder.path(), name);
            var stamps = new TreeMap<String, List<Object>>();
            for (var file : tree.files().entrySet()) {
                stamps.put(file.getKey(), stamp(file.getValue()));
            }
            Sums before = known.get(name);
            if (before != null && before.stamps().equals(stamps)) {
                return before.sums();
            }
            SortedMap<String, String> sums = tree.sums();
            known.put(name, new Sums(stamps, sums));
            return sums;
        } catch (IOException e) {
            LOG.debug("The files of {} cannot be read", name, e);
            return new TreeMap<>();
        }
    }

    private static List<Object> stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
        return List.of(attributes.lastModifiedTime(), attributes.size(), key);
    }

    private Optional<Receipt> receipt(String name, SortedMap<String, String> sums) {
        try {
            return receipts.of(name, sums);
        } catch (IOException e) {
            LOG.debug("What was installed of {} cannot be read", name, e);
            return Optional.empty();
        }
    }
}
