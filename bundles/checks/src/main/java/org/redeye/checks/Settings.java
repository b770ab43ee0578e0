package org.redeye.checks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The limits of the engine, from {@code etc/org.redeye.checks.cfg}; a change applies live. */
@ObjectClassDefinition(name = "Checks engine", description = "How much may be in flight at once")
public @interface Settings {

    /** How many runs may be in flight on this node, 1 to 1,000,000. */
    @AttributeDefinition(name = "Runs in flight", description = "On this node at once", min = "1", max = "1000000")
    int inFlight() default 4_000;

    /** How many runs that look at one host may be in flight on this node, 1 to 100,000. */
    @AttributeDefinition(
            name = "Runs in flight per host",
            description = "At one host at once",
            min = "1",
            max = "100000")
    int perHost() default 8;
}
