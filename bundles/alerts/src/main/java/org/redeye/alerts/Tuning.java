package org.redeye.alerts;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the engine can be set: how conditions become one alert, and what comes and goes too often. Immutable.
 *
 * @param gathering how long the first notice waits for more members
 * @param joining so long after an alert began conditions of the same cause join it
 * @param flaps more changes than these within {@code flapTime} are flapping; at most {@value #MOST_FLAPS}
 * @param flapTime also how long it has to be steady afterwards
 */
record Tuning(Duration gathering, Duration joining, int flaps, Duration flapTime) {

    static final int GATHER_SECONDS = 5;
    static final int MOST_GATHER_SECONDS = 300;
    static final int JOIN_SECONDS = 60;
    static final int MOST_JOIN_SECONDS = 3_600;
    static final int FLAP_MINUTES = 15;
    static final int MOST_FLAP_MINUTES = 1_440;
    static final int FLAP_CHANGES = 6;
    static final int LEAST_FLAPS = 2;
    /** A member remembers so many changes, and one more. */
    static final int MOST_FLAPS = 20;

    static final Tuning USUAL = new Tuning(
            Duration.ofSeconds(GATHER_SECONDS),
            Duration.ofSeconds(JOIN_SECONDS),
            FLAP_CHANGES,
            Duration.ofMinutes(FLAP_MINUTES));

    private static final Logger LOG = LoggerFactory.getLogger(Tuning.class);

    static Tuning of(Settings settings) {
        return new Tuning(
                Duration.ofSeconds(
                        bounded("gatherSeconds", settings::gatherSeconds, 0, MOST_GATHER_SECONDS, GATHER_SECONDS)),
                Duration.ofSeconds(bounded("joinSeconds", settings::joinSeconds, 0, MOST_JOIN_SECONDS, JOIN_SECONDS)),
                bounded("flapChanges", settings::flapChanges, LEAST_FLAPS, MOST_FLAPS, FLAP_CHANGES),
                Duration.ofMinutes(bounded("flapMinutes", settings::flapMinutes, 1, MOST_FLAP_MINUTES, FLAP_MINUTES)));
    }

    /** A number of the settings. One that cannot be is told, and the usual one counts: alerts do not wait for a slip. */
    static int bounded(String key, IntSupplier value, int least, int most, int usual) {
        String what;
        try {
            int number = value.getAsInt();
            if (number >= least && number <= most) {
                return number;
            }
            what = String.valueOf(number);
        } catch (RuntimeException e) {
            what = "no whole number";
        }
        LOG.warn(
                "etc/org.redeye.alerts.cfg: {} is {}; expected {} to {}. The usual {} counts.",
                key,
                what,
                least,
                most,
                usual);
        return usual;
    }
}
