package org.redeye.api.query;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Answers questions about series. Thread-safe. Changes nothing. */
@ProviderType
public interface Queries {

    /** The most queries that are answered together. */
    int MOST_QUERIES = 1_000;
    /** The most lines of one answer; further ones are left off and the answer says so. */
    int MOST_LINES = 1_000;
    /** The most series that are reckoned with in one query. */
    int MOST_SERIES = 50_000;
    /** The most numbers in all answers together, and those held at a time to reckon percentiles. */
    int MOST_VALUES = 2_000_000;

    /**
     * Answers several queries together, in their order. Only some are worked on at a time; who comes later waits.
     *
     * @throws IllegalArgumentException if it would be out of the bounds above; the message is a sentence that says what to
     *     ask for instead
     * @throws org.redeye.api.store.StoreException if the store cannot be read, or it takes longer than 10 s
     */
    List<Answer> ask(List<Query> queries);
}
