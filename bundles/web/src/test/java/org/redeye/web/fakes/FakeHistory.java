package org.redeye.web.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.History;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;

/** Revisions of one package; texts by revision. While it waits it cannot be read either. */
public final class FakeHistory implements History {

    public final List<Revision> revisions = new ArrayList<>();
    public final Map<String, String> texts = new ConcurrentHashMap<>();
    public volatile String waiting = "";
    public volatile boolean broken;
    private final FakePackages packages;

    public FakeHistory(FakePackages packages) {
        this.packages = packages;
    }

    @Override
    public List<Revision> log(String name, int limit, String before) {
        if (broken) {
            throw new PackageException(Kind.UNAVAILABLE, "The history cannot be read: no HEAD.");
        }
        List<String> ids = revisions.stream().map(Revision::id).toList();
        if (!before.isEmpty() && !ids.contains(before)) {
            throw new PackageException(Kind.MISSING, "There is no revision '" + before + "'.");
        }
        return name.equals("sys")
                ? revisions.stream().skip(ids.indexOf(before) + 1L).limit(limit).toList()
                : List.of();
    }

    @Override
    public Optional<String> text(String name, String revision) {
        return Optional.ofNullable(texts.get(revision));
    }

    @Override
    public String diff(String name, String from, String to) {
        return "--- " + from + "\n+++ " + to + "\n";
    }

    @Override
    public Plan plan(String name, String revision) {
        if (!texts.containsKey(revision)) {
            throw new PackageException(Kind.MISSING, "'" + name + "' is not there in '" + revision + "'.");
        }
        return packages.plan(name, texts.get(revision));
    }

    @Override
    public Plan rollback(String name, String revision, String seen, Change change) {
        return packages.apply(name, texts.get(revision), seen, change.saying("Roll back"));
    }

    @Override
    public String waiting() {
        return waiting;
    }
}
