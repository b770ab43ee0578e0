package org.redeye.field.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** An absolute URL (RFC 3986) with a host. Without a pattern its scheme is http or https. It never holds a password. */
@Component
@Plugin(kind = "field", id = "url", title = "URL", help = "The address of a web resource")
public final class UrlField implements FieldType<URI> {

    private static final int LONGEST = 8_192;
    private static final String EXPECTED = "must be a URL such as https://example.org/path, not ";

    @Override
    public URI parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text) || text.length() > LONGEST) {
            throw new FieldException(EXPECTED + shown(raw) + ".");
        }
        URI url = read(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String pattern = context.spec().pattern();
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (scheme.isEmpty() || pattern.isEmpty() && !web) {
            String meant = scheme.isEmpty() && !text.contains("/") || text.matches("[A-Za-z0-9.-]+(:[0-9]+)?/.*")
                    ? "http://" + text
                    : "";
            throw new FieldException("must begin with http:// or https://, not " + shown(raw) + ".", meant);
        }
        if (url.getHost() == null) {
            throw new FieldException("has no host that a URL can have: " + shown(raw) + ".");
        }
        if (url.getRawUserInfo() != null && url.getRawUserInfo().contains(":")) {
            throw new FieldException("must not hold a password; it would be seen wherever the URL is shown.");
        }
        if (url.getPort() > 65_535) {
            throw new FieldException("has the port " + url.getPort() + "; ports go up to 65535.");
        }
        if (!pattern.isEmpty() && !matches(text, pattern)) {
            throw new FieldException("must look like " + pattern + ", not " + shown(raw) + ".");
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
            throw new FieldException(EXPECTED + shown(text) + "." + hint);
        }
    }

    private static boolean matches(String text, String pattern) throws FieldException {
        try {
            return Pattern.matches(pattern, text);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new FieldException("cannot be checked against its pattern " + pattern + ".");
        }
    }

    /** What stands before an @ may be a password: it is not repeated. */
    private static String shown(Object raw) {
        if (raw instanceof String text) {
            String plain = text.replaceAll("\\p{Cntrl}", " ").replaceAll("//.*@", "//•••@");
            return "'" + (plain.length() > 80 ? plain.substring(0, 80) + "…" : plain) + "'";
        }
        return raw instanceof List ? "a list" : raw instanceof Map ? "a map" : "nothing";
    }
}
