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

    /** What a name of a header may have beside letters and digits (RFC 9110, section 5.6.2). */
    private static final String NAME_MARKS = "!#$%&'*+.^_`|~-";

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
            status = statusOf(line);
            if (status == 0) {
                throw protocol("The answer begins with '" + excerpt(line) + "'; expected a status line of HTTP/1.1.");
            }
            statusLine = line;
        } else if (!line.isEmpty()) {
            header(line);
        } else if (status < 200 && status != 101) { // an interim answer: the final one follows
            statusLine = "";
            headers.clear();
        } else {
            body = framing();
        }
    }

    /** The code of a status line, 100 to 599 (RFC 9112, section 4); 0 if it is none. */
    private static int statusOf(String line) {
        boolean known = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
        if (!known || line.length() < 12 || line.length() > 12 && line.charAt(12) != ' ' || line.indexOf('\r') >= 0) {
            return 0;
        }
        int code = 0;
        for (int i = 9; i < 12; i++) {
            if (!isDigit(line.charAt(i))) {
                return 0;
            }
            code = code * 10 + line.charAt(i) - '0';
        }
        return code >= 100 && code < 600 ? code : 0;
    }

    private static boolean isName(String line, int length) {
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !isDigit(c) && NAME_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void header(String line) throws Failure {
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t'; // obsolete, but told to be read
        if (folded && !headers.isEmpty()) {
            Header last = headers.remove(headers.size() - 1);
            headers.add(new Header(last.name(), last.value() + " " + line.strip()));
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 1 || !isName(line, colon)) {
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
