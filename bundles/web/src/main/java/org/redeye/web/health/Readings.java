package org.redeye.web.health;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every part of the platform tells of itself; a part that throws spoils only its own. Thread-safe. */
@Component(service = Readings.class)
public final class Readings {

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
    /** See {@link Meters#read}. */
    private static final int MOST_OF_ONE = 1000;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private final List<Meters> parts = new CopyOnWriteArrayList<>();

    /** All readings now. */
    public List<Meter> all() {
        return parts.stream()
                .flatMap(part -> {
                    try {
                        return part.read().stream().limit(MOST_OF_ONE);
                    } catch (RuntimeException e) {
                        LOG.warn("{} cannot tell how it is", part.getClass().getName(), e);
                        return List.<Meter>of().stream();
                    }
                })
                .toList();
    }
}
