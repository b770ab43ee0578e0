package org.redeye.alerts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the alerting itself is watched, and how conditions become alerts, from {@code etc/org.redeye.alerts.cfg}. */
@ObjectClassDefinition(name = "Alerts engine", description = "How the alerting is watched, and how alerts are made")
public @interface Settings {

    /** An address that is asked for again and again while the engine works; empty for none. */
    @AttributeDefinition(
            name = "Dead man's switch",
            description = "An address (http or https) that is asked for again and again while the engine works")
    String deadMansSwitch() default "";

    /** How many seconds lie between two such requests. */
    @AttributeDefinition(
            name = "Dead man's switch, seconds",
            description = "How many seconds lie between two such requests",
            min = "" + DeadMansSwitch.LEAST_SECONDS,
            max = "" + DeadMansSwitch.MOST_SECONDS)
    int deadMansSwitchSeconds() default DeadMansSwitch.SECONDS;

    /** After how many days each role's holder gets a sign of life; 0 for never. */
    @AttributeDefinition(
            name = "Sign of life",
            description = "After how many days each role's first contact gets a notice that all is well; 0 for never",
            min = "0",
            max = "" + SignsOfLife.MOST_DAYS)
    int signOfLifeDays() default SignsOfLife.DAYS;

    /** How many seconds the first notice waits for more conditions. */
    @AttributeDefinition(
            name = "Gather, seconds",
            description = "How long the first notice of an alert waits for more conditions",
            min = "0",
            max = "" + Tuning.MOST_GATHER_SECONDS)
    int gatherSeconds() default Tuning.GATHER_SECONDS;

    /** For how many seconds conditions of the same cause join an alert. */
    @AttributeDefinition(
            name = "Join, seconds",
            description = "So long after an alert began conditions of the same cause join it",
            min = "0",
            max = "" + Tuning.MOST_JOIN_SECONDS)
    int joinSeconds() default Tuning.JOIN_SECONDS;

    /** More changes than these within the time of flapping are flapping. */
    @AttributeDefinition(
            name = "Flapping, changes",
            description = "More changes than these within the time of flapping are flapping",
            min = "" + Tuning.LEAST_FLAPS,
            max = "" + Tuning.MOST_FLAPS)
    int flapChanges() default Tuning.FLAP_CHANGES;

    /** The time of flapping, and how long it has to be steady afterwards. */
    @AttributeDefinition(
            name = "Flapping, minutes",
            description = "The time of flapping, and how long it has to be steady afterwards",
            min = "1",
            max = "" + Tuning.MOST_FLAP_MINUTES)
    int flapMinutes() default Tuning.FLAP_MINUTES;
}
