package org.redeye.web.whiteboard;

import static org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants.JAKARTA_RS_RESOURCE;

import jakarta.ws.rs.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A resource that a bundle has registered.
 *
 * @param bundle whose it is
 * @param reference its registration
 * @param resource what Jersey serves
 * @param root the first segment of its path
 */
record RestService(Bundle bundle, ServiceReference<Object> reference, Object resource, String root) {

    /**
     * Takes a resource into use.
     *
     * @throws IllegalArgumentException if it cannot be served; its message is for whoever wrote the resource
     */
    static RestService of(ServiceReference<Object> reference, BundleContext context) {
        if (!Boolean.parseBoolean(String.valueOf(reference.getProperty(JAKARTA_RS_RESOURCE)))) {
            throw new IllegalArgumentException("it is an application or an extension; only resources are");
        }
        Bundle bundle = reference.getBundle();
        Object resource = context.getService(reference);
        if (bundle == null || resource == null) {
            throw new IllegalArgumentException("it cannot be made");
        }
        Path path = resource.getClass().getAnnotation(Path.class);
        String root = path == null ? "" : path.value().replaceFirst("^/", "").replaceFirst("/.*", "");
        if (!root.matches("[A-Za-z0-9._~-]+")) {
            context.ungetService(reference);
            throw new IllegalArgumentException(
                    "@Path must be there and begin with a plain segment, as \"greetings\" is");
        }
        return new RestService(bundle, reference, resource, root);
    }

    long id() {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
