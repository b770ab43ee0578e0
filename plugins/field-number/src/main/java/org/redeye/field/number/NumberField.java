package org.redeye.field.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** A decimal number, exact. Leading zeros mean nothing; there is no octal, no hexadecimal and no separator of thousands. */
@Component
@Plugin(kind = "field", id = "number", title = "Number", help = "A decimal number")
public final class NumberField implements FieldType<BigDecimal> {

    private static final String EXPECTED = "must be a number such as 5 or 0.25";
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,100}\\.?[0-9]{0,100}|\\.[0-9]{1,100})([eE][+-]?[0-9]{1,3})?");
    private static final int MOST_DIGITS = 100;
    /** The patterns by which a field says that it wants a whole number. */
    private static final List<String> WHOLE = List.of("[0-9]+", "-?[0-9]+");

    @Override
    public BigDecimal parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw FieldException.unexpected(EXPECTED, raw);
        }
        BigDecimal value = read(text);
        String digits = value.toPlainString();
        if (digits.length() > MOST_DIGITS) {
            throw FieldException.unexpected("must be a number of at most " + MOST_DIGITS + " digits", raw);
        }
        var bounds = new Bounds(context.spec());
        bounds.value(value, digits, NumberField::read);
        if (!bounds.matchesPattern(digits)) {
            String pattern = context.spec().pattern();
            String expected = WHOLE.contains(pattern) ? "be a whole number" : "look like " + pattern;
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

    private static BigDecimal read(String text) throws FieldException {
        if (!NUMBER.matcher(text).matches()) {
            throw FieldException.unexpected(EXPECTED, text);
        }
        return plain(new BigDecimal(text));
    }

    /** 1.50 and 1.5 are one value, and so are 1e3 and 1000. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
