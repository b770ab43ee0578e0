package org.redeye.web.rest;

import jakarta.ws.rs.container.DynamicFeature;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.redeye.web.auth.Authenticator;
import org.redeye.web.health.Counters;
import org.redeye.web.http.Gate;

/**
 * Puts up the gate and what checks roles, and only while both stand lets the Jakarta REST whiteboard serve: it waits for
 * the condition {@value #CONDITION} ({@code etc/JakartarsServletWhiteboardRuntimeComponent.cfg}). So the resource of a
 * plugin, which comes and goes by itself, is never reached without them.
 *
 * <p>Registers all three by hand, because the order matters and components have none: the gate is the first to come and
 * the last to go.
 */
@Component(service = Gatehouse.class, immediate = true)
public final class Gatehouse {

    private static final String CONDITION = "rem-gate";
    private static final String ROLES = "rem-roles";

    private final ServiceRegistration<Preprocessor> gate;
    private final ServiceRegistration<DynamicFeature> roles;
    private final ServiceRegistration<Condition> condition;

    /**
     * @param context where all is registered
     * @param authenticator tells who asks
     * @param counters counts who comes and who is turned away
     */
    @Activate
    public Gatehouse(BundleContext context, @Reference Authenticator authenticator, @Reference Counters counters) {
        gate = context.registerService(Preprocessor.class, new Gate(authenticator, counters), new Hashtable<>());
        Map<String, Object> extension = Map.of(
                JakartarsWhiteboardConstants.JAKARTA_RS_EXTENSION,
                true,
                JakartarsWhiteboardConstants.JAKARTA_RS_NAME,
                ROLES);
        roles = context.registerService(DynamicFeature.class, new RoleFeature(), new Hashtable<>(extension));
        condition = context.registerService(
                Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, CONDITION)));
    }

    @Deactivate
    void close() {
        condition.unregister(); // returns when the whiteboard has taken its servlets away
        roles.unregister();
        gate.unregister();
    }
}
