package org.redeye.probe.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.api.text.Expression;

/** What to ask, and what the answer must be like. */
record HttpConfig(
        @Field(help = "The address to ask, http or https", required = true)
        URI url,

        @Field(help = "The method", def = "GET", pattern = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS")
        String method,

        @Field(help = "Headers to send, by name; they replace those that are sent by default", max = "100")
        Map<String, String> headers,

        @Field(help = "What to send as the body", max = "65536")
        String body,

        @Field(help = "The user for basic authentication", max = "256")
        String user,

        @Field(help = "The password for basic authentication") @Nullable
        Secret password,

        @Field(
                help = "Status codes and ranges that are right, such as 200-299 and 404",
                def = "200-299",
                min = "1",
                max = "20")
        List<String> expectStatus,

        @Field(help = "Regular expressions by the name of the header in which each must be found", max = "50")
        Map<String, String> expectHeader,

        @Field(help = "Regular expression that must be found in the body", max = "1000")
        String expectBody,

        @Field(help = "Regular expression that must not be found in the body", max = "1000")
        String rejectBody,

        @Field(help = "Whether a redirect is followed, unless its status is one that is expected", def = "true")
        boolean followRedirects,

        @Field(help = "How many redirects are followed", def = "5", min = "0", max = "20")
        int maxRedirects,

        @Field(
                help = "How much of the body is read; what follows is not looked at",
                type = "bytes",
                def = "1MiB",
                min = "1B",
                max = "16MiB")
        long maxBody,

        @Field(help = "Whether a body that is larger than 'max body' is wrong", def = "false")
        boolean rejectLarge,

        @Field(
                help = "Warn when the certificate ends within so many days",
                unit = "days",
                def = "14",
                min = "0",
                max = "3650")
        double certificateDays,

        @Field(help = "Whether the certificate must be trusted and made for the host", def = "true")
        boolean verify) {

    /** The headers by which an answer is framed: they are the probe's own. */
    private static final Pattern FRAMING =
            Pattern.compile("(?i)content-length|transfer-encoding|connection|upgrade|te");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"); // RFC 9110, 5.6.2

    HttpConfig {
        Target.of(url);
        StatusRange.of(expectStatus);
        headers.forEach(HttpConfig::header);
        expectHeader.forEach((name, expression) -> expression("expect header", expression));
        expression("expect body", expectBody);
        expression("reject body", rejectBody);
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'user' may not contain a colon: basic authentication cannot carry it.");
        }
        if (user.isEmpty() && password != null) {
            throw new IllegalArgumentException("'password' is of no use without 'user'.");
        }
    }

    private static void header(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'headers' has a name that is no header's: '" + printable(name) + "'.");
        }
        if (FRAMING.matcher(name).matches()) {
            throw new IllegalArgumentException("'headers' may not set '" + name + "': the probe frames the request.");
        }
        // a line break would begin a header, or a request, of its own
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "'headers' has a line break or control character in the value of '" + name + "'.");
        }
    }

    private static void expression(String field, String text) {
        try {
            Expression.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + field + "' " + e.getMessage(), e);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Of the address alone: it is asked for in each run, and few checks share one. */
    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** Without headers, body and query: they may hold secrets. */
    @Override
    public String toString() {
        return "HttpConfig[" + method + " " + Target.of(url).place() + "]";
    }
}
