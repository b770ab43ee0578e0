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

    /** How many seconds lie between two such requests, 5 to 86,400. */
    @AttributeDefinition(
            name = "Dead man's switch, seconds",
            description = "How many seconds lie between two such requests",
            min = "5",
            max = "86400")
    int deadMansSwitchSeconds() default DeadMansSwitch.SECONDS;

    /** After how many days each role's holder gets a sign of life; 0 for never. */
    @AttributeDefinition(
            name = "Sign of life",
            description = "After how many days each role's first contact gets a notice that all is well; 0 for never",
            min = "0",
            max = "366")
    int signOfLifeDays() default SignsOfLife.DAYS;

    /** How many seconds the first notice waits for more conditions, 0 to 300. */
    @AttributeDefinition(
            name = "Gather, seconds",
            description = "How long the first notice of an alert waits for more conditions",
            min = "0",
            max = "300")
    int gatherSeconds() default Tuning.GATHER_SECONDS;

    /** For how many seconds conditions of the same cause join an alert, 0 to 3,600. */
    @AttributeDefinition(
            name = "Join, seconds",
            description = "So long after an alert began conditions of the same cause join it",
            min = "0",
            max = "3600")
    int joinSeconds() default Tuning.JOIN_SECONDS;

    /** More changes than these within the time of flapping are flapping, 2 to 20. */
    @AttributeDefinition(
            name = "Flapping, changes",
            description = "More changes than these within the time of flapping are flapping",
            min = "2",
            max = "20")
    int flapChanges() default Tuning.FLAP_CHANGES;

    /** The time of flapping, and how long it has to be steady afterwards, 1 to 1,440 minutes. */
    @AttributeDefinition(
            name = "Flapping, minutes",
            description = "The time of flapping, and how long it has to be steady afterwards",
            min = "1",
            max = "1440")
    int flapMinutes() default Tuning.FLAP_MINUTES;
}
