package org.redeye.web.fakes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.redeye.api.packages.Difference;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.Run.State;
import org.redeye.api.packages.Run.Step;
import org.redeye.api.packages.Runs;
import org.redeye.api.packages.Specifications;
import org.redeye.api.packages.Trust;
import org.redeye.api.schema.Position;

/** Trusts whom it is told to; every section but {@code none} is a group with one step. */
public final class FakeSchemas implements Trust, Runs, Specifications {

    public final Set<String> trusted = new ConcurrentSkipListSet<>();
    /** Who ran something last. */
    public volatile String by = "";

    @Override
    public boolean trusted(String packageName) {
        return trusted.contains(packageName);
    }

    @Override
    public void trust(String packageName) {
        trusted.add(packageName);
    }

    @Override
    public void revoke(String packageName) {
        trusted.remove(packageName);
    }

    @Override
    public Run run(String name, String section, boolean dryRun, String caller) {
        if (section.equals("none")) {
            throw new PackageException(Kind.MISSING, "There is no section 'none'.");
        }
        if (!dryRun && !trusted(name)) {
            throw new PackageException(Kind.CONFLICT, "Scripts of the package run once an admin trusts the package.");
        }
        by = caller;
        var step = new Step(
                "one",
                section + "/all/one",
                "scripts/a.py",
                "{\"fields\":{\"a\":1}}",
                dryRun ? State.PLANNED : State.OK,
                dryRun ? "" : "[true]",
                "",
                Duration.ofMillis(1500),
                List.of());
        var group = new Step("all", section + "/all", "", "", State.GROUP, "", "", Duration.ZERO, List.of(step));
        return new Run(name, section, dryRun, true, Duration.ofSeconds(2), List.of(group));
    }

    @Override
    public List<Difference> differences(String name) {
        return List.of(new Difference("south", "size", "2", "3", new Position(name + ".yaml", 7, 14)));
    }
}
