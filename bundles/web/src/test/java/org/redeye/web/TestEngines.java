package org.redeye.web;

import java.lang.reflect.Field;

/** Engines filled by hand, as the component runtime does it. */
public final class TestEngines {

    private TestEngines() {}

    /** @param services each goes to the field of its type */
    public static Engines of(Object... services) {
        var engines = new Engines();
        for (Field field : Engines.class.getDeclaredFields()) {
            for (Object service : services) {
                if (field.getType().isInstance(service)) {
                    set(engines, field, service);
                }
            }
        }
        return engines;
    }

    private static void set(Engines engines, Field field, Object service) {
        try {
            field.setAccessible(true);
            field.set(engines, service);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
