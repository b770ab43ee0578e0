package org.redeye.web.whiteboard;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.redeye.web.auth.Authenticator;
import org.redeye.web.health.Counters;
import org.redeye.web.http.Gate;

/**
 * Puts up the gate, by hand because the order matters and components have none: it is the first to come and the last to go. The
 * context of all below {@code /api/v1} is there only while this is, so the resource of a plugin, which comes and goes by itself,
 * is never reached without the gate. Servlets elsewhere wait for the condition {@value #CONDITION}.
 */
@Component(service = Gatehouse.class, immediate = true)
public final class Gatehouse {

    private static final String CONDITION = "rem-gate";

    private final ServiceRegistration<Preprocessor> gate;
    private final ServiceRegistration<Condition> condition;

    /**
     * @param context where the gate is registered
     * @param authenticator tells who asks
     * @param counters counts who comes and who is turned away
     */
    @Activate
    public Gatehouse(BundleContext context, @Reference Authenticator authenticator, @Reference Counters counters) {
        gate = context.registerService(Preprocessor.class, new Gate(authenticator, counters), new Hashtable<>());
        condition = context.registerService(
                Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, CONDITION)));
    }

    @Deactivate
    void close() {
        condition.unregister(); // returns when those who waited for it have taken their servlets away
        gate.unregister();
    }
}
