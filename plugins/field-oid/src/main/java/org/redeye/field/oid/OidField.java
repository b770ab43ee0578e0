package org.redeye.field.oid;

import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/**
 * An object of an SNMP agent, as numbers or as a name of a MIB. Whether a name is known and a device has the object is for
 * whoever asks one. The target {@code column} tells the editor to offer columns of tables instead of single values.
 */
@Component
@Plugin(kind = "field", id = "oid", title = "OID", help = "An object of an SNMP agent, as numbers or by its name")
public final class OidField implements FieldType<String> {

    private static final int LONGEST = 500;
    private static final String NUMBERS = "\\d{1,10}(?:\\.\\d{1,10}){0,127}";
    private static final Pattern OID = Pattern.compile("\\.?" + NUMBERS);
    private static final Pattern NAMED =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9._-]{0,99}::)?[A-Za-z][A-Za-z0-9-]{0,99}(?:\\." + NUMBERS + ")?");
    private static final Pattern ONE_COLON = Pattern.compile("([^:]+):([^:]+)");
    private static final long LARGEST = 0xffff_ffffL;
    private static final String EXPECTED =
            "must be an OID such as 1.3.6.1.2.1.1.3.0 or a name such as SNMPv2-MIB::sysUpTime.0";

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text) || !isWritten(text)) {
            throw FieldException.unexpected(EXPECTED, raw, meant(raw));
        }
        String large = tooLarge(text);
        if (!large.isEmpty()) {
            throw new FieldException("has the number " + large + "; numbers of an OID go up to " + LARGEST + ".");
        }
        return text.startsWith(".") ? text.substring(1) : text;
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
        return "rem-oid-field";
    }

    private static boolean isWritten(String text) {
        return text.length() <= LONGEST
                && (OID.matcher(text).matches() || NAMED.matcher(text).matches());
    }

    /** The first number that has more than 32 bits (RFC 2578, 3.5); empty if none has. */
    private static String tooLarge(String text) {
        int colons = text.indexOf("::");
        for (String part : text.substring(colons < 0 ? 0 : colons + 2).split("\\.", -1)) {
            if (!part.isEmpty() && Character.isDigit(part.charAt(0)) && Long.parseLong(part) > LARGEST) {
                return part;
            }
        }
        return "";
    }

    /** The same without blanks around it and a dot at its end, and with both colons. */
    private static String meant(Object raw) {
        if (!(raw instanceof String text) || text.length() > LONGEST) {
            return "";
        }
        String plain = ONE_COLON.matcher(text.strip()).replaceFirst("$1::$2");
        String meant = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        return isWritten(meant) && tooLarge(meant).isEmpty() ? meant : "";
    }
}
