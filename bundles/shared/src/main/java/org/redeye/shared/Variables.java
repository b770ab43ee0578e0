package org.redeye.shared;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the surroundings say of this instance.
 *
 * @param property framework and system properties by name
 * @param environment environment variables by name
 */
record Variables(Function<String, @Nullable String> property, Function<String, @Nullable String> environment) {

    /**
     * The first of these that is set to something: a name in lower case is a property, one in upper case a variable of
     * the environment.
     */
    Optional<String> first(String... names) {
        return Stream.of(names).map(this::value).filter(text -> !text.isEmpty()).findFirst();
    }

    private String value(String name) {
        String text = Character.isUpperCase(name.charAt(0)) ? environment.apply(name) : property.apply(name);
        // Karaf leaves ${env:NAME} as it is where the variable is not set
        return text == null || text.startsWith("${") ? "" : text.strip();
    }
}
