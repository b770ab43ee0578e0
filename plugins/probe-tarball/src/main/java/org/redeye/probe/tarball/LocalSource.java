package org.redeye.probe.tarball;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.ThisMachine;
import org.redeye.api.text.Glob;

/** The machine of the monitor. Links are not followed, as by {@code find}. */
final class LocalSource implements Source {

    private static final int BUFFER = 1 << 16;

    private final TarballConfig config;
    private final ProbeContext context;
    private final Path root;

    LocalSource(TarballConfig config, ProbeContext context) {
        this.config = config;
        this.context = context;
        this.root = Path.of(config.path());
    }

    @Override
    public CompletionStage<List<Entry>> entries() {
        return context.blocking(() -> {
            Optional<String> elsewhere = ThisMachine.whyNot("tarball", context.address());
            if (elsewhere.isPresent()) {
                throw failed(Reason.SETTINGS, elsewhere.get() + " To look at that one, set 'user'.");
            }
            var walk = new Walk();
            try {
                Files.walkFileTree(root, walk);
            } catch (NoSuchFileException e) {
                throw new FailedException(
                        Outcome.critical(Reason.MISSING, "There is no " + config.path() + ".", List.of()));
            } catch (IOException e) {
                throw failed(
                        e instanceof java.nio.file.AccessDeniedException ? Reason.PERMISSION : Reason.BROKEN,
                        "What is below " + config.path() + " is not known: " + e + ".");
            }
            if (walk.entries.size() > MOST_ENTRIES) {
                throw failed(
                        Reason.SIZE,
                        config.path() + " holds more than " + MOST_ENTRIES + " archives, notes and locks.");
            }
            if (walk.interrupted) {
                throw new InterruptedException();
            }
            return walk.entries;
        });
    }

    private static FailedException failed(Reason reason, String message) {
        return new FailedException(Outcome.unknown(reason, message));
    }

    /** Collects what {@code find} would. */
    private final class Walk extends SimpleFileVisitor<Path> {

        private final List<Entry> entries = new ArrayList<>();
        private final Glob archives = new Glob(config.files());
        private final Glob notes = new Glob(config.files() + config.sidecar());
        private boolean interrupted;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            lock(folder, attributes);
            return next();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile() && archives.matches(name)) {
                entries.add(new Entry.Archive(relative(file), attributes.size()));
            } else if (attributes.isRegularFile()
                    && config.digest() != TarballConfig.Digest.NONE
                    && notes.matches(name)) {
                try (InputStream in = Files.newInputStream(file)) {
                    entries.add(new Entry.Note(
                            relative(file), new String(in.readNBytes(Entry.Note.MOST_BYTES), StandardCharsets.UTF_8)));
                }
            } else {
                lock(file, attributes);
            }
            return next();
        }

        private void lock(Path path, BasicFileAttributes attributes) {
            if (!config.lock().isEmpty()
                    && path.getFileName() != null
                    && new Glob(config.lock()).matches(path.getFileName().toString())) {
                entries.add(new Entry.Lock(
                        relative(path), attributes.lastModifiedTime().toMillis() / 1000.0));
            }
        }

        private FileVisitResult next() {
            interrupted |= Thread.interrupted();
            return interrupted || entries.size() > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            return root.relativize(path).toString();
        }
    }

    @Override
    public CompletionStage<Map<String, String>> digests(List<String> paths) {
        return context.blocking(() -> {
            var digests = new HashMap<String, String>();
            for (String path : paths) {
                try {
                    digests.put(path, md5(root.resolve(path)));
                } catch (IOException e) {
                    throw failed(Reason.BROKEN, root.resolve(path) + " cannot be read: " + e.getMessage() + ".");
                }
            }
            return digests;
        });
    }

    private static String md5(Path file) throws IOException, InterruptedException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
