package org.redeye.probe.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redeye.api.probe.ProbeContext;

/**
 * Asks every file system that is mounted. One that is on another machine may never answer, and no interrupt ends such a
 * call: it is asked on a thread of its own, and not again before that one has come back.
 */
final class FileSystems {

    /** How long a file system on another machine may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Proc proc;
    private final Space.Reader reader;
    private final Map<String, CompletableFuture<Optional<Space>>> asked = new ConcurrentHashMap<>();

    FileSystems(Proc proc, Space.Reader reader) {
        this.proc = proc;
        this.reader = reader;
    }

    /** Those chosen, in the order of their mount points. One that has gone or may not be looked at is left out. */
    List<FileSystem> read(Choice choice, ProbeContext context) throws IOException, InterruptedException {
        var found = new ArrayList<FileSystem>();
        for (Mount mount : Mount.real(proc)) {
            if (choice.has(mount.point())) {
                if (mount.remote()) {
                    remote(mount, context).ifPresent(found::add);
                } else {
                    local(mount, context).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Optional<FileSystem> local(Mount mount, ProbeContext context) {
        return ask(mount, context).map(space -> new FileSystem(mount.point(), Optional.of(space)));
    }

    private Optional<FileSystem> remote(Mount mount, ProbeContext context) throws InterruptedException {
        CompletableFuture<Optional<Space>> answer = asked.compute(
                mount.point(),
                (point, open) -> open != null && !open.isDone()
                        ? open
                        : context.blocking(() -> ask(mount, context)).toCompletableFuture());
        long left = Math.min(PATIENCE.toMillis(), context.remaining().toMillis() / 2);
        try {
            return answer.get(left, TimeUnit.MILLISECONDS)
                    .map(space -> new FileSystem(mount.point(), Optional.of(space)));
        } catch (TimeoutException e) {
            context.log(mount.point() + " has not answered after " + left + " ms");
            return Optional.of(new FileSystem(mount.point(), Optional.empty()));
        } catch (ExecutionException e) {
            context.log(mount.point() + " cannot be looked at: " + e.getCause());
            return Optional.empty();
        }
    }

    private Optional<Space> ask(Mount mount, ProbeContext context) {
        try {
            Path point = Path.of(mount.point());
            if (!Files.isDirectory(point)) {
                return Optional.empty(); // a single file that a container gets from its host
            }
            Space space = reader.read(point);
            return space.total() > 0 ? Optional.of(space) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            context.log(mount.point() + " cannot be looked at: " + e);
            return Optional.empty();
        }
    }
}
