package org.redeye.api.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schema of one record class, and how to make the record. Held by the class itself, so a plugin can be unloaded. */
final class RecordSchema {

    private static final ClassValue<RecordSchema> KNOWN = new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
            return new RecordSchema(type);
        }
    };

    private final Schema schema;
    private final List<String> names = new ArrayList<>();
    private final Constructor<?> constructor;

    private RecordSchema(Class<?> type) {
        var fields = new ArrayList<FieldSpec>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            FieldSpec field = field(type, component);
            fields.add(field);
            names.add(field.name());
        }
        schema = Schema.fields(fields.toArray(FieldSpec[]::new));
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true); // configuration records are usually private to their plugin
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " has no canonical constructor", e);
        }
    }

    static RecordSchema of(Class<? extends Record> type) {
        return KNOWN.get(type);
    }

    Schema schema() {
        return schema;
    }

    <C extends Record> C bind(Class<C> type, Map<String, Object> values) {
        var arguments = new Object[names.size()];
        Class<?>[] kinds = constructor.getParameterTypes();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = convert(names.get(i), values.get(names.get(i)), kinds[i]);
        }
        try {
            return type.cast(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            boolean refused = cause instanceof IllegalArgumentException && cause.getMessage() != null;
            throw new IllegalArgumentException(
                    refused ? cause.getMessage() : type.getSimpleName() + " broke: " + cause, cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The first type argument of the class's interfaces and superclasses that is a record. */
    static Optional<Class<? extends Record>> configOf(Class<?> plugin) {
        var open = new ArrayDeque<Type>(List.of(plugin));
        while (!open.isEmpty()) {
            Type type = open.poll();
            if (type instanceof ParameterizedType generic) {
                for (Type argument : generic.getActualTypeArguments()) {
                    if (argument instanceof Class<?> found && found.isRecord()) {
                        return Optional.of(found.asSubclass(Record.class));
                    }
                }
                type = generic.getRawType();
            }
            if (type instanceof Class<?> plain) {
                open.addAll(Arrays.asList(plain.getGenericInterfaces()));
                if (plain.getGenericSuperclass() != null) {
                    open.add(plain.getGenericSuperclass());
                }
            }
        }
        return Optional.empty();
    }

    private static FieldSpec field(Class<?> owner, RecordComponent component) {
        Field declared = component.getAnnotation(Field.class);
        if (declared == null) {
            throw new IllegalArgumentException(owner.getName() + "." + component.getName()
                    + " has no @Field: every component needs its help text");
        }
        String name = declared.name().isEmpty() ? words(component.getName()) : declared.name();
        FieldSpec.Builder field = FieldSpec.of(name, typeOf(owner, component.getGenericType(), declared.type()))
                .title(declared.title())
                .help(declared.help())
                .required(declared.required())
                .def(declared.def())
                .range(declared.min(), declared.max())
                .pattern(declared.pattern())
                .unit(declared.unit())
                .target(declared.target())
                .choices(choices(component.getType()));
        if (component.getGenericType() instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type last = arguments[arguments.length - 1];
            FieldSpec.Builder element =
                    FieldSpec.of("", typeOf(owner, last, declared.of())).target(declared.target());
            field.element(
                    last instanceof Class<?> plain
                            ? element.choices(choices(plain)).build()
                            : element.build());
        }
        return field.build();
    }

    /** {@code expectStatus} is {@code expect status} in YAML, in the manner of the original system's keys. */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String typeOf(Class<?> owner, Type type, String declared) {
        if (!declared.isEmpty()) {
            return declared;
        }
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (raw == String.class) {
            return "text";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "boolean";
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return "number";
        }
        if (raw.isEnum()) {
            return "choice";
        }
        Map<Class<?>, String> others = Map.of(
                Duration.class,
                "duration",
                URI.class,
                "url",
                Secret.class,
                "secret",
                List.class,
                "list",
                Map.class,
                "map");
        String id = others.get(raw);
        if (id == null) {
            throw new IllegalArgumentException(owner.getName() + ": no field type is known for " + raw.getName()
                    + "; name one with @Field(type = …)");
        }
        return id;
    }

    private static List<String> choices(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(c -> word((Enum<?>) c))
                        .toList()
                : List.of();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Object convert(String name, @Nullable Object value, Class<?> kind) {
        if (value == null) {
            return absent(kind);
        }
        if (value instanceof BigDecimal number) {
            return number(name, number, kind);
        }
        if (value instanceof Number number && kind != Object.class) {
            return number(name, new BigDecimal(number.toString()), kind);
        }
        if (kind.isEnum()) {
            for (Object constant : kind.getEnumConstants()) {
                if (word((Enum<?>) constant).equals(value.toString())) {
                    return constant;
                }
            }
        }
        return kind == String.class ? value.toString() : value;
    }

    private static Object number(String name, BigDecimal value, Class<?> kind) {
        try {
            if (kind == int.class || kind == Integer.class) {
                return value.intValueExact();
            }
            if (kind == long.class || kind == Long.class) {
                return value.longValueExact();
            }
            return kind == double.class || kind == Double.class ? value.doubleValue() : value;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be a whole number, not " + value.toPlainString(), e);
        }
    }

    private static @Nullable Object absent(Class<?> kind) {
        Map<Class<?>, Object> empty = new LinkedHashMap<>();
        empty.put(String.class, "");
        empty.put(List.class, List.of());
        empty.put(Map.class, Map.of());
        empty.put(boolean.class, false);
        empty.put(int.class, 0);
        empty.put(long.class, 0L);
        empty.put(double.class, 0.0);
        return empty.get(kind);
    }
}
