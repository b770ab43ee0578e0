package org.redeye.store.prometheus;

/** What a server says to a write. */
sealed interface Answer {

    /** It has the samples. */
    record Taken() implements Answer {}

    /**
     * It has not got them, and the samples are not to blame: the same request may do later.
     *
     * @param why in a sentence
     * @param millis how long it asked to wait; 0 if it said nothing
     */
    record Later(String why, long millis) implements Answer {}

    /**
     * It will not take these samples, ever.
     *
     * @param why in a sentence
     */
    record Refused(String why) implements Answer {}
}
