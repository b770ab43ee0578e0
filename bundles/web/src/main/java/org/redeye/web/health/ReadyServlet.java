package org.redeye.web.health;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.web.Engines;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.Json;

/** {@code /readyz}: everything runs that the product consists of; if not, what is missing, in words. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/readyz")
public final class ReadyServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private final transient Engines engines;
    private final transient ServiceComponentRuntime components;
    private final transient Bundle bundle;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private transient volatile @Nullable Served rest;

    /**
     * @param engines what must run
     * @param components knows the resources that this bundle declares
     * @param context knows those that are there
     */
    @Activate
    public ReadyServlet(
            @Reference Engines engines, @Reference ServiceComponentRuntime components, BundleContext context) {
        super("GET", Optional.empty());
        this.engines = engines;
        this.components = components;
        this.bundle = context.getBundle();
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var missing = new ArrayList<>(engines.missing());
        if (!isRestUp()) {
            missing.add("the REST interface");
        }
        boolean ready = missing.isEmpty();
        Json.write(response, ready ? 200 : 503, new Readiness(ready ? "ok" : "not ready", missing));
    }

    /**
     * The answer.
     *
     * @param status ok or not ready
     * @param missing what does not run
     */
    public record Readiness(String status, List<String> missing) {}

    /** Whether the REST servlet, which works a little behind, serves every resource that this bundle declares. */
    private boolean isRestUp() {
        Served resources = rest;
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services == null || resources == null) {
            return false;
        }
        Set<Long> served = resources.served();
        Set<Object> names = Arrays.stream(services)
                .filter(service -> served.contains(service.getProperty(Constants.SERVICE_ID)))
                .map(service -> service.getProperty(ComponentConstants.COMPONENT_NAME))
                .collect(Collectors.toSet());
        return components.getComponentDescriptionDTOs(bundle).stream()
                .filter(component ->
                        Boolean.TRUE.equals(component.properties.get(JakartarsWhiteboardConstants.JAKARTA_RS_RESOURCE)))
                .allMatch(component -> names.contains(component.name));
    }
}
