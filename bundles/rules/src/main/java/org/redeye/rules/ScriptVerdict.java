package org.redeye.rules;

/**
 * What a test script says.
 *
 * @param firing whether it is out of order
 * @param value what it measured; NaN if nothing
 * @param text what it says for people
 * @param failure why it says nothing, one sentence; empty if it says something
 */
record ScriptVerdict(boolean firing, double value, String text, String failure) {

    static ScriptVerdict failed(String why) {
        return new ScriptVerdict(false, Double.NaN, "", why);
    }
}
