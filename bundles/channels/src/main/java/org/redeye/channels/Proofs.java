package org.redeye.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.notify.Delivery;
import org.redeye.api.schema.Secret;

/** Makes what a notifier says fit to be told: one line, bounded, without the channel's secrets. */
final class Proofs {

    /** The longest proof, characters. */
    static final int LONGEST = 500;
    /** Shorter ones are words that may stand anywhere; hiding them would hide half the sentence. */
    private static final int SHORTEST_SECRET = 4;

    private Proofs() {}

    /** A delivery as people may see it. */
    static Delivery proper(@Nullable Delivery said, String notifier, List<String> secrets) {
        if (said == null) {
            return Delivery.failed(notifier + " broke: it answered nothing.");
        }
        Delivery.@Nullable Result result = said.result();
        @Nullable String proof = said.proof();
        String line = line(proof == null ? "" : proof, secrets);
        return result == null
                ? Delivery.failed(notifier + " broke: it answered without a result.")
                : new Delivery(result, line);
    }

    /** One line. */
    static String line(String text, List<String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                clean = clean.replace(secret, Secret.MASK);
            }
        }
        clean = clean.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
    }

    /** What a plugin threw, whatever it is: no object of it is kept, for its class is the plugin's. */
    static String describe(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < 3 && wraps(cause) && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        try {
            @Nullable String message = cause.getMessage();
            String name = cause.getClass().getSimpleName();
            return message == null || message.isBlank() ? name : name + ": " + message;
        } catch (Throwable e) { // an exception that throws when it is asked
            return "an error that cannot be told";
        }
    }

    private static boolean wraps(Throwable thrown) {
        return thrown instanceof java.util.concurrent.CompletionException
                || thrown instanceof java.util.concurrent.ExecutionException;
    }
}
