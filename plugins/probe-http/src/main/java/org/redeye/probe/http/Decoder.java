package org.redeye.probe.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.redeye.api.probe.Reason;
import org.redeye.probe.http.Response.Body;

/** Takes the content coding off a body. What it unpacks to is bounded like the body itself. */
final class Decoder {

    private Decoder() {}

    /** Whether there is something to take off. */
    static boolean isCoded(Response response) {
        return response.body().size() > 0 && !coding(response).equals("identity");
    }

    /** The same answer with its content; a coding that is not known is left as it is. */
    static Response decode(Response response, int most) throws Failure {
        if (!isCoded(response)) {
            return response;
        }
        var bytes = new ByteArrayInputStream(response.body().bytes());
        try {
            return switch (coding(response)) {
                case "gzip", "x-gzip" -> unpack(response, new GZIPInputStream(bytes), most);
                case "deflate" -> unpack(response, new InflaterInputStream(bytes), most);
                default -> response;
            };
        } catch (IOException e) {
            throw new Failure(
                    Reason.PROTOCOL,
                    "The body is not the " + coding(response) + " it claims to be: " + Failure.text(e) + ".");
        }
    }

    private static String coding(Response response) {
        return String.join(", ", response.values("Content-Encoding"))
                .toLowerCase(Locale.ROOT)
                .transform(coding -> coding.isEmpty() ? "identity" : coding);
    }

    private static Response unpack(Response response, InputStream packed, int most) throws IOException {
        var content = new ByteArrayOutputStream();
        boolean cut = response.cut();
        var piece = new byte[8192];
        try (packed) {
            for (int count = packed.read(piece); count >= 0; count = packed.read(piece)) {
                int room = Math.min(count, most - content.size());
                content.write(piece, 0, room);
                if (room < count) {
                    cut = true;
                    break;
                }
            }
        } catch (EOFException e) {
            if (!cut) { // a body that was cut ends anywhere
                throw e;
            }
        }
        return new Response(
                response.line(), response.status(), response.headers(), new Body(content.toByteArray()), cut);
    }
}
