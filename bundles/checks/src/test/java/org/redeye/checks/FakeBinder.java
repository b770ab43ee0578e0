package org.redeye.checks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;

/** Binds texts and numbers, all that the probes of these tests take. */
final class FakeBinder implements Binder {

    /** What happens while it binds. */
    Runnable meanwhile = () -> {};

    final AtomicInteger bound = new AtomicInteger();

    @Override
    public Bound bind(Schema schema, Map<String, Object> raw, boolean allowUnknown) {
        bound.incrementAndGet();
        meanwhile.run();
        var values = new LinkedHashMap<String, Object>();
        var faults = new ArrayList<Fault>();
        for (FieldSpec field : schema.fields().values()) {
            Object given = raw.getOrDefault(field.name(), field.def());
            if (!given.toString().isEmpty()) {
                try {
                    values.put(field.name(), field.type().equals("number") ? new BigDecimal(given.toString()) : given);
                } catch (NumberFormatException e) {
                    faults.add(new Fault(field.name(), List.of(), "'" + field.name() + "' must be a number.", ""));
                }
            }
        }
        raw.keySet().stream()
                .filter(key -> !allowUnknown && !schema.fields().containsKey(key))
                .forEach(key -> faults.add(new Fault(key, List.of(), "'" + key + "' is not known here.", "word")));
        return new Bound(values, faults);
    }
}
