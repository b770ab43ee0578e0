package org.redeye.probe.tarball;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.redeye.api.probe.Outcome;

/** Where archives are looked at: this machine, or another one. */
interface Source {

    /** Entries of folders that are taken; with more of them nothing is said. */
    int MOST_ENTRIES = 50_000;

    /** All entries below the folder, in any order; fails with {@link FailedException}. */
    CompletionStage<List<Entry>> entries();

    /** MD5 of files by their relative paths, 32 hexadecimal digits; fails with {@link FailedException}. */
    CompletionStage<Map<String, String>> digests(List<String> paths);

    /** Nothing can be said about the archives; the outcome says why. */
    final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        FailedException(Outcome outcome) {
            super(outcome.message(), null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
