package org.redeye.field.bytes;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** A size in bytes: binary units (KiB, IEC 80000-13) and decimal ones (kB or KB, SI). A number alone is bytes. */
@Component
@Plugin(kind = "field", id = "bytes", title = "Bytes", help = "A size in bytes")
public final class BytesField implements FieldType<Long> {

    private static final String EXPECTED = "must be a size such as 64KiB, 10MiB or 1GB";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)([A-Za-z]{0,3})");
    /** Bytes in each unit; those in front are preferred where a value is written. */
    private static final Map<String, Long> UNITS = units();

    @Override
    public Long parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw FieldException.unexpected(EXPECTED, raw);
        }
        long value = read(text);
        new Bounds(context.spec()).value(value, text, BytesField::read);
        return value;
    }

    @Override
    public String format(Long value, FieldContext context) {
        return text(value);
    }

    @Override
    public Object save(Long value, FieldContext context) {
        return text(value);
    }

    @Override
    public List<String> suggest(String typed, FieldContext context) {
        if (!typed.matches("[0-9]{1,9}")) {
            return List.of();
        }
        return List.of("KiB", "MiB", "GiB", "").stream()
                .map(unit -> typed + unit)
                .filter(text -> fits(text, context))
                .toList();
    }

    @Override
    public String editor() {
        return "rem-bytes-field";
    }

    private boolean fits(String text, FieldContext context) {
        try {
            parse(text, context);
            return true;
        } catch (FieldException e) {
            return false;
        }
    }

    private static long read(String text) throws FieldException {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || !UNITS.containsKey(size.group(2))) {
            throw FieldException.unexpected(EXPECTED, text, meant(text));
        }
        try {
            return new BigDecimal(size.group(1))
                    .multiply(BigDecimal.valueOf(UNITS.getOrDefault(size.group(2), 1L)))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw FieldException.unexpected("must be whole bytes, fewer than 8EiB", text);
        }
    }

    /** {@code 10 mb} is probably {@code 10MB}, and {@code 10M} {@code 10MiB}. */
    private static String meant(String text) {
        Matcher size = SIZE.matcher(text.length() > 40 ? "" : text.replace(" ", ""));
        if (!size.matches()) {
            return "";
        }
        return UNITS.keySet().stream()
                .filter(unit -> unit.equalsIgnoreCase(size.group(2)) || unit.equalsIgnoreCase(size.group(2) + "iB"))
                .findFirst()
                .map(unit -> size.group(1) + unit)
                .orElse("");
    }

    /** With the largest unit that divides it. */
    private static String text(long value) {
        if (value == 0) {
            return "0";
        }
        return UNITS.entrySet().stream()
                .filter(unit -> value % unit.getValue() == 0)
                .findFirst()
                .map(unit -> value / unit.getValue() + unit.getKey())
                .orElse(Long.toString(value));
    }

    private static Map<String, Long> units() {
        var units = new LinkedHashMap<String, Long>();
        units.put("PiB", 1L << 50);
        units.put("TiB", 1L << 40);
        units.put("GiB", 1L << 30);
        units.put("MiB", 1L << 20);
        units.put("KiB", 1L << 10);
        units.put("PB", 1_000_000_000_000_000L);
        units.put("TB", 1_000_000_000_000L);
        units.put("GB", 1_000_000_000L);
        units.put("MB", 1_000_000L);
        units.put("kB", 1_000L);
        units.put("KB", 1_000L);
        units.put("", 1L);
        units.put("B", 1L);
        return units;
    }
}
