package org.redeye.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.redeye.api.probe.Reason;

/** Commands and responses of IMAP (RFC 9051). One command at a time. */
public final class ImapDialogue {

    /** RFC 7162 asks servers to take 8,192; what they send without being asked for mail is shorter. */
    private static final int LINE = 8_192;

    private static final int LINES = 100;

    private final Connection connection;
    private final Course course;
    private int number;

    /** Talks over this connection. */
    public ImapDialogue(Connection connection, Course course) {
        this.connection = connection;
        this.course = course;
    }

    /** Reads the greeting: {@code * OK} or {@code * PREAUTH}, without the star. */
    public CompletableFuture<String> greeting() {
        course.waitsFor(connection.place() + " accepted the connection but did not greet");
        return connection.line(LINE).thenApply(line -> {
            course.saw(line);
            String upper = line.toUpperCase(Locale.ROOT);
            if (upper.startsWith("* BYE")) {
                throw new Finding(
                        Reason.STATUS, connection.place() + " turned away with " + Outcomes.excerpt(line) + ".");
            }
            if (!upper.startsWith("* OK") && !upper.startsWith("* PREAUTH")) {
                throw new Finding(
                        Reason.PROTOCOL,
                        connection.place() + " greeted with " + Outcomes.excerpt(line)
                                + "; expected '* OK', as IMAP has it.");
            }
            return line.substring(2);
        });
    }

    /** Sends a command and reads up to its OK: the lines before that, which begin with a star. */
    public CompletableFuture<List<String>> command(String command) {
        String tag = "r" + ++number;
        course.waitsFor(connection.place() + " did not answer to " + command);
        return connection
                .send((tag + " " + command + "\r\n").getBytes(StandardCharsets.UTF_8))
                .thenCompose(sent -> more(tag, command, new ArrayList<>()));
    }

    private CompletableFuture<List<String>> more(String tag, String command, List<String> lines) {
        return connection.line(LINE).thenCompose(line -> {
            if (line.startsWith(tag + " ")) {
                if (!line.toUpperCase(Locale.ROOT).startsWith(tag.toUpperCase(Locale.ROOT) + " OK")) {
                    throw new Finding(
                            Reason.STATUS,
                            connection.place() + " answered " + Outcomes.excerpt(line) + " to " + command
                                    + "; expected OK.");
                }
                return CompletableFuture.completedFuture(List.copyOf(lines));
            }
            if (!line.startsWith("* ")) {
                course.saw(line);
                throw new Finding(
                        Reason.PROTOCOL,
                        connection.place() + " answered " + Outcomes.excerpt(line) + " to " + command
                                + "; expected '* …' or '" + tag + " OK', as IMAP has it.");
            }
            lines.add(line);
            if (lines.size() > LINES) {
                throw new Finding(
                        Reason.PROTOCOL,
                        connection.place() + " sent more than " + LINES + " lines in answer to " + command + ".");
            }
            return more(tag, command, lines);
        });
    }
}
