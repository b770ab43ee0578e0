package org.redeye.web.fakes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Arrival;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.UnitInfo;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.packages.Units;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;

/** An archive is the text of the package {@code shop}; one with {@code wrong} in it is refused. */
public final class FakeUnits implements Units {

    public final List<Arrival> arrivals = new ArrayList<>();
    private final FakePackages packages;

    public FakeUnits(FakePackages packages) {
        this.packages = packages;
    }

    @Override
    public List<UnitInfo> list() {
        return packages.list().stream().map(FakeUnits::info).toList();
    }

    @Override
    public Optional<UnitInfo> find(String name) {
        return packages.find(name).map(FakeUnits::info);
    }

    private static UnitInfo info(PackageInfo info) {
        return new UnitInfo(
                info.name(),
                info.version(),
                Instant.ofEpochMilli(5),
                info.name() + ".zip",
                "",
                new FileChanges(List.of(), List.of(info.name() + "/a.py"), List.of()),
                List.of(new UnitInfo.Need("package", "base", "[1.0.0,2.0.0)", "1.5", true)),
                List.of("other"),
                List.of("base"));
    }

    @Override
    public UnitPlan plan(UnitSource source) {
        String text = text(source);
        return new UnitPlan("shop", "", "1.0.0", "release", packages.plan("shop", text));
    }

    private static String text(UnitSource source) {
        try {
            String text = new String(((UnitSource.Archive) source).bytes().readAllBytes(), StandardCharsets.UTF_8);
            if (text.contains("wrong")) {
                throw new PackageException(List.of(
                        new Problem(new Position(source.name(), 0, 0), "The file a was added after signing.", "")));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public UnitPlan install(UnitSource source, String seen, Change change) {
        String text = text(source);
        Plan plan = packages.apply("shop", text, seen, change)
                .with(new FileChanges(List.of("shop.yaml"), List.of(), List.of()));
        return new UnitPlan("shop", "", "1.0.0", "", plan);
    }

    @Override
    public Plan removal(String name) {
        if (packages.find(name).isEmpty()) {
            throw new PackageException(PackageException.Kind.MISSING, "There is no package '" + name + "'.");
        }
        return new Plan(name, List.of(), List.of(), List.of(name + "/checks/old"), "");
    }

    @Override
    public void export(String name, OutputStream to) {
        try {
            to.write(packages.text(name)
                    .orElseThrow(() ->
                            new PackageException(PackageException.Kind.MISSING, "There is no package '" + name + "'."))
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String sign(Path unit, Path key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
