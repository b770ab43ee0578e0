package org.redeye.rules;

/** Who hears how subjects stand. Called under the evaluator's lock, in order: quick, and throws nothing. */
interface Outcomes {

    /** The level is another. */
    void moved(Subject subject, Level before, long now);

    /** It is watched no longer. @param why a sentence */
    void left(Subject subject, String why, long now);
}
