package org.redeye.field.host;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/**
 * The name or address of a machine: a name as resolvers take it (RFC 1123, and underscores, which are common inside
 * networks), an IPv4 address in four decimal parts, or an IPv6 address (RFC 4291), also with a zone. In lower case.
 */
@Component
@Plugin(kind = "field", id = "host", title = "Host", help = "A host name or IP address")
public final class HostField implements FieldType<String> {

    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern LAST_IS_NUMBER = Pattern.compile("(.*\\.)?[0-9]+\\.?");
    private static final String PART = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(PART + "(\\." + PART + "){3}");
    private static final Pattern IPV6 = Pattern.compile("([0-9a-f:.]{2,45})(%[a-z0-9._-]{1,32})?");
    private static final Pattern WITHIN =
            Pattern.compile("(?:[a-z][a-z0-9+.-]*://)?(?:[^/@]*@)?([^/:@]+)(?::[0-9]+)?(?:/.*)?");
    private static final int LONGEST = 253;

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw refused(raw, "");
        }
        String host = text.toLowerCase(Locale.ROOT);
        if (isHost(host)) {
            return host;
        }
        if (LAST_IS_NUMBER.matcher(host).matches() && host.length() <= LONGEST) {
            throw FieldException.unexpected("must be an IPv4 address of four parts from 0 to 255", raw);
        }
        throw refused(raw, meant(host));
    }

    @Override
    public String format(String value, FieldContext context) {
        return value;
    }

    @Override
    public Object save(String value, FieldContext context) {
        return value;
    }

    @Override
    public String editor() {
        return "rem-host-field";
    }

    private static boolean isHost(String host) {
        if (host.length() > LONGEST) {
            return false;
        }
        return host.indexOf(':') >= 0
                ? isIpv6(host)
                : LAST_IS_NUMBER.matcher(host).matches()
                        ? IPV4.matcher(host).matches()
                        : NAME.matcher(host).matches();
    }

    private static boolean isIpv6(String host) {
        Matcher parts = IPV6.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        try {
            InetAddress.getByName("[" + parts.group(1) + "]"); // in brackets it is never looked up
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The host within a URL or before a port, or the name in the letters that the network knows (RFC 5890). */
    private static String meant(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        if (text.startsWith("[") && text.endsWith("]") && isIpv6(text.substring(1, text.length() - 1))) {
            return text.substring(1, text.length() - 1);
        }
        Matcher within = WITHIN.matcher(text);
        String host = within.matches() ? within.group(1) : text;
        try {
            String ascii = IDN.toASCII(host);
            return isHost(ascii) ? ascii : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static FieldException refused(Object raw, String meant) {
        return FieldException.unexpected(
                "must be a host name or an IP address, without scheme, port or path", raw, meant);
    }
}
