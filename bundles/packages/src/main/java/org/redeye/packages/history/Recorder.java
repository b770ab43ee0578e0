package org.redeye.packages.history;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Is told what comes into force, in that order, and writes it down later. What writes returns at once. */
public interface Recorder {

    /** Writes nothing down. */
    Recorder NONE = new Recorder() {
        @Override
        public void begin(Supplier<Map<String, Optional<String>>> inForce) {}

        @Override
        public Intent intend(Entry entry) {
            return Intent.NONE;
        }

        @Override
        public void record(Entry entry) {}

        @Override
        public Folder keep(Path folder, String name, Map<String, String> edited) {
            return Folder.AS_IT_STANDS;
        }
    };

    /**
     * From now on changes are recorded; before the first of them what is there and not yet known.
     *
     * @param inForce the texts that are in force and in the file, by package; empty where the file holds another one that
     *     was refused
     */
    void begin(Supplier<Map<String, Optional<String>>> inForce);

    /**
     * Notes what is about to come into force; when this returns, it is on the disk.
     *
     * @throws java.io.UncheckedIOException if it cannot be noted: then nothing should be changed
     */
    Intent intend(Entry entry);

    /** Something came into force of which nobody knew before. */
    void record(Entry entry);

    /**
     * Keeps the folder of a package as it is now, for an entry; takes as long as its files are large. Never fails.
     *
     * @param folder where the package's files are
     */
    default Folder keep(Path folder, String name) {
        return keep(folder, name, Map.of());
    }

    /**
     * The same, as if some of its files had other texts already.
     *
     * @param edited the texts by path, which begins with the name of the package
     */
    Folder keep(Path folder, String name, Map<String, String> edited);
}
