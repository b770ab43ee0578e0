package org.redeye.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.redeye.testkit.PluginContract;

/**
 * What the bundle of every store keeps to, beside the suite of what it stores. A store is set up in {@code etc}, not in a
 * package: it has no examples, and its README names every setting.
 */
public abstract class StorePluginContract extends PluginContract {

    private final Class<?> settings;

    /**
     * @param store the class that carries {@code @Plugin}
     * @param settings the annotation that the store is activated with; its elements are the settings
     */
    protected StorePluginContract(Class<?> store, Class<?> settings) {
        super(store);
        this.settings = settings;
    }

    @Override
    protected final boolean hasExamples() {
        return false;
    }

    @Test
    final void theReadmeNamesEverySettingWithItsDefault() throws IOException {
        String readme = Files.readString(folder().root().resolve("README.md"));
        for (Method setting : settings.getDeclaredMethods()) {
            // the names that Declarative Services gives to the elements of an annotation (OSGi Compendium, 112.8.2.1)
            String name = setting.getName().replace('_', '.');
            assertThat(readme)
                    .as("a row of a table for " + name)
                    .contains("| `" + name + "` | `" + setting.getDefaultValue() + "` |");
        }
    }
}
