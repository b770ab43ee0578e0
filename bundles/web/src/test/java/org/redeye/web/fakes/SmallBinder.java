package org.redeye.web.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;

/** Knows seconds ({@code 90s}) and takes all else as it is. */
public final class SmallBinder implements Binder {

    @Override
    public Bound bind(Schema schema, Map<String, Object> raw, boolean allowUnknown) {
        var values = new LinkedHashMap<String, Object>();
        var faults = new ArrayList<Fault>();
        schema.fields().forEach((name, field) -> {
            Object given = raw.getOrDefault(name, field.def());
            if (!given.equals("")) {
                values.put(name, typed(field, given));
            }
        });
        raw.keySet().stream()
                .filter(key -> !schema.fields().containsKey(key))
                .forEach(key -> faults.add(new Fault(
                        key,
                        List.of(),
                        "is not known here.",
                        Nearest.to(key, schema.fields().keySet()))));
        return new Bound(values, faults);
    }

    private static Object typed(FieldSpec field, Object given) {
        return field.type().equals("duration")
                ? Duration.ofSeconds(Long.parseLong(given.toString().replace("s", "")))
                : given;
    }
}
