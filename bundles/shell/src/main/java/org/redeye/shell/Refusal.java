package org.redeye.shell;

/** A command cannot do what it was asked for; the message is for the person who asked. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message, null, false, false);
    }
}
