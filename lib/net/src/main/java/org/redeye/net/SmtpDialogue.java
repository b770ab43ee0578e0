package org.redeye.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.redeye.api.probe.Reason;

/** Commands and replies of SMTP (RFC 5321). One command at a time. */
public final class SmtpDialogue {

    /** RFC 5321, 4.5.3.1.5 asks for 512; extensions make lines longer. */
    private static final int LINE = 2_048;
    /** No server has so many extensions. */
    private static final int LINES = 100;

    private final Connection connection;
    private final Course course;

    /** Talks over this connection. */
    public SmtpDialogue(Connection connection, Course course) {
        this.connection = connection;
        this.course = course;
    }

    /**
     * A reply.
     *
     * @param code three digits
     * @param lines what stands behind the code, line by line
     */
    public record Reply(int code, List<String> lines) {

        /** Copies the lines. */
        public Reply {
            lines = List.copyOf(lines);
        }

        /** The first line with its code. */
        public String first() {
            return code + " " + lines.get(0);
        }

        /** The lines, one below the other. */
        public String text() {
            return String.join("\n", lines);
        }

        /** Whether an extension is offered (RFC 5321, 4.1.1.1): the first word of a line behind the first. */
        public boolean offers(String extension) {
            return lines.stream()
                    .skip(1)
                    .map(line -> line.strip().split("[ =]", 2)[0].toUpperCase(Locale.ROOT))
                    .anyMatch(extension::equals);
        }
    }

    /** Reads the greeting, which must have code 220. */
    public CompletableFuture<Reply> greeting() {
        course.waitsFor(connection.place() + " accepted the connection but did not greet");
        return reply().thenApply(reply -> expect(reply, 220, "the greeting"));
    }

    /**
     * Sends a command and reads the reply, which must have this code.
     *
     * @param command without a line break
     */
    public CompletableFuture<Reply> command(String command, int code) {
        course.waitsFor(connection.place() + " did not answer to " + command);
        return connection
                .send((command + "\r\n").getBytes(StandardCharsets.UTF_8))
                .thenCompose(sent -> reply())
                .thenApply(reply -> expect(reply, code, command));
    }

    private Reply expect(Reply reply, int code, String to) {
        if (reply.code() != code) {
            throw new Finding(
                    Reason.STATUS,
                    connection.place() + " answered " + Outcomes.excerpt(reply.first()) + " to " + to + "; expected "
                            + code + ".");
        }
        return reply;
    }

    private CompletableFuture<Reply> reply() {
        return more(new ArrayList<>());
    }

    private CompletableFuture<Reply> more(List<String> lines) {
        return connection.line(LINE).thenCompose(line -> {
            if (!line.matches("[2-5][0-9]{2}([ -].*)?")) {
                course.saw(line);
                throw new Finding(
                        Reason.PROTOCOL,
                        connection.place() + " answered " + Outcomes.excerpt(line)
                                + "; expected three digits and a text, as SMTP has it.");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (lines.size() > LINES) {
                throw new Finding(
                        Reason.PROTOCOL, connection.place() + " sent a reply of more than " + LINES + " lines.");
            }
            return line.startsWith("-", 3)
                    ? more(lines)
                    : CompletableFuture.completedFuture(new Reply(Integer.parseInt(line.substring(0, 3)), lines));
        });
    }
}
