package org.redeye.probe.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.redeye.probe.http.Response.Body;
import org.redeye.probe.http.Response.Header;

/** Reads an answer of HTTP/1.1 (RFC 9112) as it arrives, in pieces of any size. Not thread-safe. */
final class ResponseParser {

    /** The bound on status line and headers, those of interim answers included. */
    static final int MAX_HEAD = 64 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final boolean toHead;
    private final int maxBody;
    private final LineReader lines = new LineReader(MAX_HEAD);
    private final List<Header> headers = new ArrayList<>();
    private String statusLine = "";
    private int status;
    private @Nullable BodyReader body;

    /**
     * @param toHead whether it answers a HEAD request and so has no body
     * @param maxBody how many bytes of the body are wanted
     */
    ResponseParser(boolean toHead, int maxBody) {
        this.toHead = toHead;
        this.maxBody = maxBody;
    }

    /** Takes what has arrived; true when the answer is complete, or as much of it as is wanted. */
    boolean feed(ByteBuffer bytes) throws Failure {
        while (body == null) {
            Optional<String> line = lines.read(bytes);
            if (line.isEmpty()) {
                return false;
            }
            head(line.get());
        }
        return body.feed(bytes);
    }

    /** The connection has ended. */
    void end() throws Failure {
        if (body == null) {
            throw new Failure(
                    Reason.RESET,
                    lines.untouched()
                            ? "The connection ended without an answer."
                            : "The connection ended in the middle of the header.");
        }
        body.end();
    }

    /** The answer as it came; after {@link #feed} said it is complete, or {@link #end}. */
    Response response() {
        BodyReader read = body;
        if (read == null) {
            throw new IllegalStateException("the answer has no end yet");
        }
        return new Response(statusLine, status, List.copyOf(headers), new Body(read.bytes()), read.cut());
    }

    /** How much of the body is there so far. */
    long bodySize() {
        return body == null ? 0 : body.size();
    }

    private void head(String line) throws Failure {
        if (statusLine.isEmpty()) {
            var parts = STATUS_LINE.matcher(line);
            if (!parts.matches()) {
                throw protocol("The answer begins with '" + excerpt(line) + "'; expected a status line of HTTP/1.1.");
            }
            statusLine = line;
            status = Integer.parseInt(parts.group(1));
        } else if (!line.isEmpty()) {
            header(line);
        } else if (status < 200 && status != 101) { // an interim answer: the final one follows
            statusLine = "";
            headers.clear();
        } else {
            body = framing();
        }
    }

    private void header(String line) throws Failure {
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t'; // obsolete, but told to be read
        if (folded && !headers.isEmpty()) {
            Header last = headers.remove(headers.size() - 1);
            headers.add(new Header(last.name(), last.value() + " " + line.strip()));
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 1 || !NAME.matcher(line.substring(0, colon)).matches()) {
            throw protocol("The answer has the line '" + excerpt(line) + "' among its headers.");
        }
        headers.add(
                new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }

    /** How the end of the body is known (RFC 9112, 6.3). */
    private BodyReader framing() throws Failure {
        if (toHead || status == 204 || status == 304 || status == 101) {
            return new BodyReader.Fixed(0, maxBody);
        }
        List<String> lengths = values("Content-Length");
        List<String> codings = values("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                throw protocol("The answer has both Content-Length and Transfer-Encoding.");
            }
            if (codings.size() > 1 || !codings.get(0).equals("chunked")) {
                throw protocol("The answer has the Transfer-Encoding '" + excerpt(String.join(", ", codings))
                        + "'; only chunked is known.");
            }
            return new BodyReader.Chunked(maxBody);
        }
        if (lengths.isEmpty()) {
            return new BodyReader.UntilClose(maxBody);
        }
        String length = lengths.get(0);
        if (lengths.stream().anyMatch(other -> !other.equals(length))
                || !NUMBER.matcher(length).matches()) {
            throw protocol("The answer has the Content-Length '" + excerpt(String.join(", ", lengths)) + "'.");
        }
        return new BodyReader.Fixed(Long.parseLong(length), maxBody);
    }

    private List<String> values(String name) {
        List<String> found = List.of();
        for (Header header : headers) {
            if (header.is(name)) {
                found = new ArrayList<>(found);
                found.add(header.value().toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }

    private static Failure protocol(String message) {
        return new Failure(Reason.PROTOCOL, message);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** A piece of the answer that may stand in a message. */
    static String excerpt(String text) {
        String printable = isPrintable(text) ? text : UNPRINTABLE.matcher(text).replaceAll("?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }
}
