package org.redeye.field.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** An absolute URL (RFC 3986) with a host. Without a pattern its scheme is http or https. It never holds a password. */
@Component
@Plugin(kind = "field", id = "url", title = "URL", help = "The address of a web resource")
public final class UrlField implements FieldType<URI> {

    private static final int LONGEST = 8_192;
    private static final String EXPECTED = "must be a URL such as https://example.org/path";

    @Override
    public URI parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text) || text.length() > LONGEST) {
            throw FieldException.unexpected(EXPECTED, masked(raw));
        }
        URI url = read(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String pattern = context.spec().pattern();
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (scheme.isEmpty() || pattern.isEmpty() && !web) {
            String meant = scheme.isEmpty() && !text.contains("/") || text.matches("[A-Za-z0-9.-]+(:[0-9]+)?/.*")
                    ? "http://" + text
                    : "";
            throw FieldException.unexpected("must begin with http:// or https://", masked(raw), meant);
        }
        if (url.getHost() == null) {
            throw new FieldException("has no host that a URL can have: " + FieldException.shown(masked(raw)) + ".");
        }
        if (url.getRawUserInfo() != null && url.getRawUserInfo().contains(":")) {
            throw new FieldException("must not hold a password; it would be seen wherever the URL is shown.");
        }
        if (url.getPort() > 65_535) {
            throw new FieldException("has the port " + url.getPort() + "; ports go up to 65535.");
        }
        if (!new Bounds(context.spec()).matchesPattern(text)) {
            throw FieldException.unexpected("must look like " + pattern, masked(raw));
        }
        return url;
    }

    @Override
    public String format(URI value, FieldContext context) {
        return value.toString();
    }

    @Override
    public Object save(URI value, FieldContext context) {
        return value.toString();
    }

    @Override
    public String editor() {
        return "rem-url-field";
    }

    private static URI read(String text) throws FieldException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            boolean blank = text.chars().anyMatch(Character::isWhitespace);
            String hint = blank ? " A space is written %20." : "";
            throw new FieldException(EXPECTED + ", not " + FieldException.shown(masked(text)) + "." + hint);
        }
    }

    /** What stands before an @ may be a password: it is not repeated. */
    private static Object masked(Object raw) {
        if (!(raw instanceof String text)) {
            return raw;
        }
        int begin = text.indexOf("//") + 2;
        int end = text.lastIndexOf('@');
        return begin > 1 && end >= begin ? text.substring(0, begin) + "•••" + text.substring(end) : text;
    }
}
