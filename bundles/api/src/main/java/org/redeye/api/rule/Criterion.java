package org.redeye.api.rule;

import org.redeye.api.check.CheckState;

/** What is out of order. */
public sealed interface Criterion {

    /**
     * The value is greater.
     *
     * @param limit than this
     * @param back once it was, it is in order again only when it is not above this; equal to the limit without hysteresis
     */
    record Above(double limit, double back) implements Criterion {}

    /**
     * The value is smaller.
     *
     * @param limit than this
     * @param back once it was, it is in order again only when it is not below this; equal to the limit without hysteresis
     */
    record Below(double limit, double back) implements Criterion {}

    /**
     * The value lies outside a range.
     *
     * @param low its lower end, which is within
     * @param high its upper end, which is within
     * @param margin once it was outside, it is in order again only so far within
     */
    record Outside(double low, double high, double margin) implements Criterion {}

    /** There was no sample for the length of the window. */
    record Missing() implements Criterion {}

    /** The value is another than the one before, for the length of the window. */
    record Changed() implements Criterion {}

    /**
     * The check is in this state, or a worse one: OK, WARNING, CRITICAL. UNKNOWN fits only if it is named.
     *
     * @param state from which it is out of order
     */
    record AtLeast(CheckState state) implements Criterion {}

    /**
     * An expression says so.
     *
     * @param expression in the language of rules
     */
    record When(String expression) implements Criterion {}

    /**
     * A program of the package says so.
     *
     * @param script the program, a file in the package's folder
     */
    record Script(String script) implements Criterion {}
}
