package org.redeye.packages.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.History;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;
import org.redeye.packages.history.Restorer.PastFile;
import org.redeye.packages.unit.UnitTree;

/** The history as a service: reads the repository that {@link GitRecorder} writes. */
@Component(service = History.class)
public final class GitHistory implements History {

    private static final int MAX_LIMIT = 1_000;
    /** Characters of differences after which no further file is looked at. */
    private static final int MAX_DIFF = 4 << 20;

    private final GitRecorder recorder;
    private final Restorer restorer;

    /** Reads what this recorder writes, and rolls packages back by this road. */
    @Activate
    public GitHistory(@Reference GitRecorder recorder, @Reference Restorer restorer) {
        this.recorder = recorder;
        this.restorer = restorer;
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
        String base = from.isEmpty()
                ? log(name, 1, to).stream().map(Revision::id).findFirst().orElse("")
                : from;
        Map<String, Restorer.Content> before = base.isEmpty() ? Map.of() : contents(past(name, base));
        Map<String, Restorer.Content> after = to.isEmpty() ? now(name) : contents(past(name, to));
        var paths = new LinkedHashSet<>(List.of(name + ".yaml"));
        paths.addAll(new TreeSet<>(before.keySet()));
        paths.addAll(new TreeSet<>(after.keySet()));
        var diff = new StringBuilder();
        int left = paths.size();
        for (String path : paths) {
            if (diff.length() > MAX_DIFF) {
                return diff + "… and at most " + left + " more files.\n";
            }
            diff.append(diff(path, Optional.ofNullable(before.get(path)), Optional.ofNullable(after.get(path))));
            left--;
        }
        return diff.toString();
    }

    private String diff(String path, Optional<Restorer.Content> before, Optional<Restorer.Content> after) {
        try {
            return Past.diff(path, before.map(Restorer.Content::read), after.map(Restorer.Content::read));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private Map<String, Restorer.Content> now(String name) {
        try {
            var contents = new HashMap<String, Restorer.Content>();
            UnitTree.of(recorder.repo().folder(), name)
                    .files()
                    .forEach((path, file) -> contents.put(path, () -> {
                        try {
                            return Files.readAllBytes(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
            return contents;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Map<String, Restorer.Content> contents(Map<String, PastFile> files) {
        var contents = new HashMap<String, Restorer.Content>();
        files.forEach((path, file) -> contents.put(path, file.content()));
        return contents;
    }

    /** All files of a package in a revision; none if it was not there. */
    private Map<String, PastFile> past(String name, String revision) {
        var files = new TreeMap<String, PastFile>();
        text(name, revision)
                .ifPresent(text ->
                        files.put(name + ".yaml", new PastFile(() -> text.getBytes(StandardCharsets.UTF_8), false)));
        read(name, past -> past.files(revision)).orElse(new TreeMap<>()).forEach((path, blob) -> {
            if (blob.isFile()) {
                files.put(
                        name + "/" + path,
                        new PastFile(
                                () -> read(name, past -> past.bytes(blob.id())).orElseThrow(GitHistory::noHistory),
                                blob.mode().equals(FileMode.EXECUTABLE_FILE)));
            }
        });
        return files;
    }

    @Override
    public Plan plan(String name, String revision) {
        return restorer.rehearse(name, there(name, revision));
    }

    @Override
    public Plan rollback(String name, String revision, String seen, Change change) {
        String brief = revision.substring(0, Math.min(7, revision.length()));
        return restorer.restore(
                name,
                there(name, revision),
                seen,
                change.message().isEmpty() ? change.saying("Roll back " + name + " to " + brief) : change);
    }

    private Map<String, PastFile> there(String name, String revision) {
        Map<String, PastFile> files = past(name, revision);
        if (!files.containsKey(name + ".yaml")) {
            throw new PackageException(
                    Kind.MISSING,
                    "The package '" + name + "' is not there in the revision '" + revision
                            + "'; choose one before it was removed, or after it came.");
        }
        return files;
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
                    : Optional.of(question.ask(new Past(
                            repository.get(),
                            recorder.repo().path(name),
                            recorder.repo().folderPath(name))));
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
