package org.redeye.packages.history;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.History;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;

/** The history as a service: reads the repository that {@link GitRecorder} writes. */
@Component(service = History.class)
public final class GitHistory implements History {

    private static final int MAX_LIMIT = 1_000;

    private final GitRecorder recorder;
    private final Packages packages;

    /** Reads what this recorder writes, and rolls these packages back. */
    @Activate
    public GitHistory(@Reference GitRecorder recorder, @Reference Packages packages) {
        this.recorder = recorder;
        this.packages = packages;
    }

    @Override
    public List<Revision> log(String name, int limit, String before) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A limit is 1 to " + MAX_LIMIT + ", not " + limit + ".");
        }
        return read(name, past -> past.log(limit, before)).orElse(List.of());
    }

    @Override
    public Optional<String> text(String name, String revision) {
        return read(name, past -> past.text(revision)).orElseThrow(GitHistory::noHistory);
    }

    @Override
    public String diff(String name, String from, String to) {
        Optional<String> after = to.isEmpty() ? packages.text(name) : text(name, to);
        String base = from.isEmpty()
                ? log(name, 1, to).stream().map(Revision::id).findFirst().orElse("")
                : from;
        Optional<String> before = base.isEmpty() ? Optional.empty() : text(name, base);
        try {
            return Past.diff(name, before, after);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Plan rollback(String name, String revision, String seen, Change change) {
        String text = text(name, revision)
                .orElseThrow(() -> new PackageException(
                        Kind.MISSING,
                        "The package '" + name + "' is not there in the revision '" + revision
                                + "'; choose one before it was removed, or after it came."));
        String brief = revision.substring(0, Math.min(7, revision.length()));
        return packages.apply(
                name,
                text,
                seen,
                change.message().isEmpty() ? change.saying("Roll back " + name + " to " + brief) : change);
    }

    @Override
    public String waiting() {
        return recorder.waiting();
    }

    private interface Question<T> {
        T ask(Past past) throws IOException;
    }

    private <T> Optional<T> read(String name, Question<T> question) {
        try {
            Optional<Repository> repository = recorder.repo().find();
            return repository.isEmpty()
                    ? Optional.empty()
                    : Optional.of(question.ask(
                            new Past(repository.get(), recorder.repo().path(name))));
        } catch (PackageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private PackageException unreadable(Exception e) {
        return new PackageException(
                Kind.UNAVAILABLE,
                "The history in " + recorder.repo().folder() + " cannot be read: " + GitRecorder.words(e)
                        + ". 'git fsck' there says more. The packages go on.");
    }

    private static PackageException noHistory() {
        return new PackageException(Kind.MISSING, "There is no history yet; it begins soon after the start.");
    }
}
