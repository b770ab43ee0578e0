package org.redeye.store.embedded;

import java.nio.file.Path;

/** What the tests have in common. */
final class Stores {

    private Stores() {}

    static Path file(Path folder) {
        return folder.resolve("state/state.mv");
    }

    static EmbeddedStateStore open(Path folder) {
        return open(folder, "", 1 << 20);
    }

    static EmbeddedStateStore open(Path folder, String scheme, long logBytes) {
        return new EmbeddedStateStore(
                new StateFile(new StateFile.Place(scheme, file(folder), -1, logBytes), System::nanoTime));
    }
}
