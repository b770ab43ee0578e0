package org.redeye.store.embedded;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings in {@code etc/org.redeye.store.embedded.cfg}. */
@ObjectClassDefinition(name = "Embedded state store", description = "How safely state is kept")
@interface Config {

    @AttributeDefinition(
            description = "Milliseconds between two forcings to the disk, against power failure: 0 at every change,"
                    + " -1 never. A killed process loses nothing in any case")
    int force_milliseconds() default 1_000;
}
