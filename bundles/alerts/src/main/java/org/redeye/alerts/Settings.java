package org.redeye.alerts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the alerting itself is watched, from {@code etc/org.redeye.alerts.cfg}. */
@ObjectClassDefinition(name = "Alerts engine", description = "How the alerting itself is watched")
public @interface Settings {

    /** An address that is asked for each minute while the engine works; empty for none. */
    @AttributeDefinition(
            name = "Dead man's switch",
            description = "An address (http or https) that is asked for each minute while the engine works")
    String deadMansSwitch() default "";

    /** After how many days each role's holder gets a sign of life; 0 for never. */
    @AttributeDefinition(
            name = "Sign of life",
            description = "After how many days each role's first contact gets a notice that all is well; 0 for never",
            min = "0",
            max = "366")
    int signOfLifeDays() default 7;
}
