package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.testkit.store.StorePluginContract;

/** The suite passes a store's bundle without examples, and fails one that has some or hides a setting. */
class StorePluginContractTest {

    @interface Settings {
        String flush_after() default "10m";
    }

    @TempDir
    private Path root;

    private void prepare(Map<String, String> examples, String table) throws IOException {
        Trial.folder = Trials.folder(root, Trial.class, "store", "trial", examples);
        Trials.write(Trial.folder, "README.md", "# A store\n\n" + "It keeps what it is given. ".repeat(5) + table);
    }

    @Test
    void aStoreNeedsNoExamples() throws IOException {
        prepare(Map.of(), "\n| `flush.after` | `10m` | when it writes |\n");
        assertThat(Trials.failures(Trial.class)).isEmpty();
    }

    @Test
    void aStoreWithExamplesFails() throws IOException {
        prepare(Map.of("valid", "flush.after: 1m"), "\n| `flush.after` | `10m` | when it writes |\n");
        assertThat(Trials.failures(Trial.class)).containsExactly("bringsExamples");
    }

    @Test
    void aStoreWhoseReadmeSaysAnotherDefaultFails() throws IOException {
        prepare(Map.of(), "\n| `flush.after` | `1m` | when it writes |\n");
        assertThat(Trials.failures(Trial.class)).containsExactly("theReadmeNamesEverySettingWithItsDefault");
    }

    static final class Trial extends StorePluginContract {
        private static PluginFolder folder = new PluginFolder(Path.of(""), Path.of(""));

        Trial() {
            super(Trial.class, Settings.class);
        }

        @Override
        protected PluginFolder folder() {
            return folder;
        }
    }
}
