package org.redeye.field.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;

/** A decimal number, exact. Leading zeros mean nothing; there is no octal, no hexadecimal and no separator of thousands. */
@Component
@Plugin(kind = "field", id = "number", title = "Number", help = "A decimal number")
public final class NumberField implements FieldType<BigDecimal> {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,100}\\.?[0-9]{0,100}|\\.[0-9]{1,100})([eE][+-]?[0-9]{1,3})?");
    private static final int MOST_DIGITS = 100;
    /** The patterns by which a field says that it wants a whole number. */
    private static final List<String> WHOLE = List.of("[0-9]+", "-?[0-9]+");

    @Override
    public BigDecimal parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text) || !NUMBER.matcher(text).matches()) {
            throw new FieldException("must be a number such as 5 or 0.25, not " + shown(raw) + ".");
        }
        BigDecimal value = plain(new BigDecimal(text));
        String digits = value.toPlainString();
        if (digits.length() > MOST_DIGITS) {
            throw new FieldException("must be a number of at most " + MOST_DIGITS + " digits, not " + shown(raw) + ".");
        }
        FieldSpec spec = context.spec();
        if (!spec.min().isEmpty() && value.compareTo(bound(spec.min())) < 0) {
            throw new FieldException("must be at least " + spec.min() + ", not " + digits + ".");
        }
        if (!spec.max().isEmpty() && value.compareTo(bound(spec.max())) > 0) {
            throw new FieldException("must be at most " + spec.max() + ", not " + digits + ".");
        }
        if (!spec.pattern().isEmpty() && !matches(digits, spec.pattern())) {
            String expected = WHOLE.contains(spec.pattern()) ? "be a whole number" : "look like " + spec.pattern();
            throw new FieldException("must " + expected + ", not " + digits + ".");
        }
        return value;
    }

    @Override
    public String format(BigDecimal value, FieldContext context) {
        String unit = context.spec().unit();
        return value.toPlainString() + (unit.isEmpty() ? "" : " " + unit);
    }

    @Override
    public Object save(BigDecimal value, FieldContext context) {
        return value.toPlainString();
    }

    @Override
    public String editor() {
        return "rem-number-field";
    }

    /** 1.50 and 1.5 are one value, and so are 1e3 and 1000. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static BigDecimal bound(String text) throws FieldException {
        if (!NUMBER.matcher(text).matches()) {
            throw new FieldException("cannot be checked: its bound '" + text + "' is no number.");
        }
        return new BigDecimal(text);
    }

    private static boolean matches(String digits, String pattern) throws FieldException {
        try {
            return Pattern.matches(pattern, digits);
        } catch (PatternSyntaxException e) {
            throw new FieldException("cannot be checked: its pattern " + pattern + " is no regular expression.");
        }
    }

    private static String shown(Object raw) {
        if (raw instanceof String text) {
            return "'" + (text.length() > 80 ? text.substring(0, 80) + "…" : text).replaceAll("\\p{Cntrl}", " ") + "'";
        }
        return raw instanceof List ? "a list" : raw instanceof Map ? "a map" : "nothing";
    }
}
