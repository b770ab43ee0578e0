package org.redeye.probe.tarball;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.Ssh;
import org.redeye.api.ssh.SshCall;
import org.redeye.api.ssh.SshResult;

/** Another machine: one {@code find} of GNU for all that is to be known, and one {@code md5sum} over the same connection. */
final class RemoteSource implements Source {

    /** A record of 150 bytes for each entry. */
    private static final int MOST_BYTES = 8 << 20;

    private static final int LONGEST_SAID = 300;

    private final Ssh ssh;
    private final TarballConfig config;
    private final ProbeContext context;

    RemoteSource(Ssh ssh, TarballConfig config, ProbeContext context) {
        this.ssh = ssh;
        this.config = config;
        this.context = context;
    }

    @Override
    public CompletionStage<List<Entry>> entries() {
        return run(find())
                .thenCompose(
                        result -> result.exitCode() == 0 ? records(result.output()) : failed(broken("find", result)));
    }

    /** Records end with a zero byte, which no path holds. */
    private List<String> find() {
        var words = new ArrayList<String>(List.of("env", "LC_ALL=C", "find", config.path()));
        words.addAll(List.of("(", "-type", "f", "-name", config.files(), "-printf", "A %s %P\\0", ")"));
        if (config.digest() != TarballConfig.Digest.NONE) {
            words.addAll(List.of("-o", "(", "-type", "f", "-name", config.files() + config.sidecar()));
            // in hexadecimal, as a note may hold anything, zero bytes too
            words.addAll(List.of("-printf", "N 0 ", "-exec", "od", "-An", "-v", "-tx1"));
            words.addAll(List.of("-N", "" + Entry.Note.MOST_BYTES, "{}", ";", "-printf", "|%P\\0", ")"));
        }
        if (!config.lock().isEmpty()) {
            words.addAll(List.of("-o", "(", "-name", config.lock(), "-printf", "L %T@ %P\\0", ")"));
        }
        return words;
    }

    private CompletionStage<List<Entry>> records(String output) {
        var entries = new ArrayList<Entry>();
        for (String record : output.split("\0")) {
            if (!record.isEmpty()) {
                String[] parts = record.split(" ", 3);
                if (parts.length < 3 || !parts[1].matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
                    return failed(Outcome.unknown(
                            Reason.BROKEN,
                            place() + ": find answered '" + line(record) + "', which is no record of a file."));
                }
                entries.add(entry(parts));
            }
        }
        if (entries.size() > MOST_ENTRIES) {
            return failed(Outcome.unknown(
                    Reason.SIZE, place() + " holds more than " + MOST_ENTRIES + " archives, notes and locks."));
        }
        return CompletableFuture.completedFuture(entries);
    }

    private static Entry entry(String[] parts) {
        return switch (parts[0]) {
            case "A" -> new Entry.Archive(parts[2], (long) Double.parseDouble(parts[1]));
            case "L" -> new Entry.Lock(parts[2], Double.parseDouble(parts[1]));
            default -> {
                int bar = parts[2].indexOf('|');
                String digits = parts[2].substring(0, Math.max(0, bar)).replaceAll("[^0-9a-f]", "");
                byte[] bytes = HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "");
                yield new Entry.Note(parts[2].substring(bar + 1), new String(bytes, StandardCharsets.UTF_8));
            }
        };
    }

    @Override
    public CompletionStage<Map<String, String>> digests(List<String> paths) {
        var words = new ArrayList<String>(List.of("env", "LC_ALL=C", "md5sum", "-z", "--"));
        paths.forEach(path -> words.add(config.path() + "/" + path));
        return run(words).thenCompose(result -> {
            if (result.exitCode() != 0) {
                return failed(broken("md5sum", result));
            }
            var digests = new HashMap<String, String>();
            for (String record : result.output().split("\0")) {
                String[] parts = record.split(" [ *]", 2);
                if (parts.length == 2 && parts[1].startsWith(config.path() + "/")) {
                    digests.put(parts[1].substring(config.path().length() + 1), parts[0]);
                }
            }
            return CompletableFuture.completedFuture(digests);
        });
    }

    private CompletionStage<SshResult> run(List<String> words) {
        // a little before the deadline, to answer with what was seen so far
        Duration time = context.remaining().multipliedBy(19).dividedBy(20);
        var target = config.target(context.address());
        var call = new SshCall(target, words, config.connectTimeout(), time, MOST_BYTES);
        context.log("as " + target.user() + " at " + target.place() + ": " + words.get(2));
        return ssh.run(call)
                .thenCompose(result -> result.reason() == Reason.NONE
                        ? CompletableFuture.completedFuture(result)
                        : failed(unreachable(result)));
    }

    private static Outcome unreachable(SshResult result) {
        boolean ours =
                switch (result.reason()) {
                    case SETTINGS, OVERLOAD, BROKEN, SIZE -> true;
                    default -> !result.known();
                };
        return ours
                ? Outcome.unknown(result.reason(), result.message())
                : Outcome.critical(result.reason(), result.message(), List.of());
    }

    private Outcome broken(String program, SshResult result) {
        String said = line(result.errors());
        if (program.equals("find") && said.startsWith("find: '" + config.path() + "': No such file")) {
            return Outcome.critical(Reason.MISSING, "There is no " + place() + ".", List.of());
        }
        Reason reason = said.contains("Permission denied") ? Reason.PERMISSION : Reason.BROKEN;
        return Outcome.unknown(
                reason,
                "What is below " + place() + " is not known: " + program + " ended with exit code " + result.exitCode()
                        + (said.isEmpty() ? "." : " and said: " + said));
    }

    private String place() {
        return config.target(context.address()).place() + config.path();
    }

    private static String line(String text) {
        String first = text.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\p{Cntrl}", " ")
                .replaceAll("[‘’]", "'")
                .strip();
        return first.length() <= LONGEST_SAID ? first : first.substring(0, LONGEST_SAID) + "…";
    }

    private static <T> CompletionStage<T> failed(Outcome outcome) {
        return CompletableFuture.failedFuture(new FailedException(outcome));
    }
}
