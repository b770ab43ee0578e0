package org.redeye.packages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.redeye.api.packages.Trust;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.Scripts;
import org.redeye.packages.script.Json;
import org.redeye.packages.script.Json.NoJsonException;
import org.redeye.packages.script.Programs;
import org.redeye.packages.script.Programs.MissingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What programs answer while packages are compiled. A program that only computes answers the same for the same: its answers
 * are kept on disk by the content of the files in its folder and of what it was given, and it is not called again.
 */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /** Answers kept, and bytes of them; the oldest go. */
    private static final int MOST_KEPT = 1_000;

    private static final long MOST_BYTES = 64L << 20;
    /** Files beside a program that count as part of it; where there are more, nothing is kept. */
    private static final int MOST_BESIDE = 500;

    private final Scripts scripts;
    private final Programs programs;
    private final Trust trust;
    private final Path cache;
    private final AtomicLong calls;
    private final boolean mayCall;

    /** @param cache the folder of answers that are kept */
    Answers(Scripts scripts, Programs programs, Trust trust, Path cache) {
        this(scripts, programs, trust, cache, new AtomicLong(), true);
    }

    private Answers(Scripts scripts, Programs programs, Trust trust, Path cache, AtomicLong calls, boolean mayCall) {
        this.scripts = scripts;
        this.programs = programs;
        this.trust = trust;
        this.cache = cache;
        this.calls = calls;
        this.mayCall = mayCall;
    }

    /** The same that calls nobody. */
    Answers keptOnly() {
        return new Answers(scripts, programs, trust, cache, calls, false);
    }

    /** The same for files that stand elsewhere; what is kept is kept together. */
    Answers elsewhere(Scripts there, Programs files, Trust trusted) {
        return new Answers(there, files, trusted, cache);
    }

    /** A program gave no answer; the message says why. */
    static class SilentException extends Exception {
        private static final long serialVersionUID = 1;

        SilentException(String message) {
            super(message, null, false, false);
        }
    }

    /** A program was not asked, because nobody saves anything yet. */
    static final class NotAskedException extends SilentException {
        private static final long serialVersionUID = 1;

        NotAskedException(String program) {
            super(program + " is asked when this is saved; what it says is not known before.");
        }
    }

    Programs programs() {
        return programs;
    }

    boolean trusted(String packageName) {
        return trust.trusted(packageName);
    }

    /** How often a program was really called. */
    long calls() {
        return calls.get();
    }

    /** The answer of a program, from an earlier call if there was one. Waits for it. */
    JsonNode ask(ScriptCall call) throws SilentException {
        try {
            Path kept = cache.resolve(key(call) + ".json");
            try {
                JsonNode answer = Json.read(Files.readString(kept));
                Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
                return answer;
            } catch (IOException | NoJsonException e) {
                LOG.debug("{} of {} is called: no answer is kept", call.program(), call.packageName());
            }
            if (!mayCall) {
                throw new NotAskedException(call.program());
            }
            ScriptResult result = run(call);
            keep(kept, result.output());
            return Json.read(result.output());
        } catch (MissingException | NoJsonException e) {
            throw new SilentException(String.valueOf(e.getMessage()));
        }
    }

    private ScriptResult run(ScriptCall call) throws SilentException {
        calls.incrementAndGet();
        ScriptResult result = scripts.run(call).toCompletableFuture().join();
        if (!result.ok()) {
            throw new SilentException(result.message());
        }
        return result;
    }

    private String key(ScriptCall call) throws MissingException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Path file = programs.find(call.packageName(), call.program());
            List<Path> beside = new ArrayList<>();
            try (Stream<Path> files = Files.walk(file.getParent())) {
                files.filter(Files::isRegularFile).sorted().limit(MOST_BESIDE).forEach(beside::add);
            }
            for (Path path : beside) {
                part(digest, path.toString());
                digest.update(Files.readAllBytes(path));
            }
            for (String text : List.of(call.packageName(), call.section(), call.program(), call.input())) {
                part(digest, text);
            }
            if (beside.size() == MOST_BESIDE) {
                part(digest, Instant.now().toString()); // nobody knows what else it uses
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new MissingException(call.program() + " cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void part(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** An answer that cannot be kept is asked for again, no more. */
    private synchronized void keep(Path file, String answer) {
        try {
            Files.createDirectories(cache);
            PackageFolder.write(file, answer);
            prune();
        } catch (IOException e) {
            LOG.warn("The answers of scripts cannot be kept in {}: {}", cache, e.getMessage());
        }
    }

    private void prune() throws IOException {
        record Kept(Path file, long bytes, long used) {}
        var all = new ArrayList<Kept>();
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                all.add(new Kept(
                        file, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
            }
        }
        all.sort(Comparator.comparingLong(Kept::used).reversed());
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            bytes += all.get(i).bytes();
            if (i > 0 && (i >= MOST_KEPT || bytes > MOST_BYTES)) {
                Files.deleteIfExists(all.get(i).file());
            }
        }
    }
}
