package org.redeye.web.whiteboard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.async.AsyncContextDelegateProviderImpl;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import org.osgi.framework.Bundle;

/**
 * The resources of one bundle, served by a Jersey of their own: what goes wrong in them, and their coming and going, is no matter
 * of others. It ends once it has been retired and the last request is answered, also one that waits. Thread-safe.
 */
final class RestApplication {

    private static final Map<String, Object> PLAIN = Map.of(
            // all that is used is registered here; nothing is looked for elsewhere
            CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
            CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
            CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL", // XML, pictures and the like
            ServerProperties.WADL_FEATURE_DISABLE, true);

    private final List<RestService> services;
    private final ServletContainer container;
    private final Consumer<RestApplication> atEnd;
    private int inside;
    private boolean retired;

    /**
     * @param services what it serves, one at least
     * @param config of the servlet that all applications share
     * @param atEnd called once when it has been retired and nobody is inside
     * @throws ServletException if the resources are none that Jersey can serve; so do unchecked exceptions
     */
    RestApplication(List<RestService> services, ServletConfig config, Consumer<RestApplication> atEnd)
            throws ServletException {
        this.services = services;
        this.atEnd = atEnd;
        var application = new ResourceConfig()
                .addProperties(PLAIN)
                .register(new Waiting())
                .register(new RoleFeature())
                .register(new JsonBody())
                .register(new ProblemMapper());
        services.forEach(service -> application.register(service.resource()));
        container = new ServletContainer(application);
        container.init(config);
    }

    Bundle bundle() {
        return services.get(0).bundle();
    }

    List<RestService> services() {
        return services;
    }

    /** Serves a request; its answer may come later. Returns false, and does nothing, once it has been retired. */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!enter()) {
            return false;
        }
        var counted = new Counted(request);
        try {
            container.service(counted, response);
        } finally {
            if (!counted.waits) {
                leave();
            }
        }
        return true;
    }

    private synchronized boolean enter() {
        if (!retired) {
            inside++;
        }
        return !retired;
    }

    private void leave() {
        synchronized (this) {
            inside--;
            if (!retired || inside > 0) {
                return;
            }
        }
        atEnd.accept(this);
    }

    /** Nobody comes in from now on. */
    void retire() {
        synchronized (this) {
            if (retired) {
                return;
            }
            retired = true;
            if (inside > 0) {
                return;
            }
        }
        atEnd.accept(this);
    }

    /** Ends it, whoever is inside. */
    void close() {
        container.destroy();
    }

    /** How Jersey lets a request wait. */
    private static final class Waiting extends AbstractBinder {
        @Override
        protected void configure() {
            bind(AsyncContextDelegateProviderImpl.class).to(AsyncContextDelegateProvider.class);
        }
    }

    /** A request that tells when its answer, which came later, is out. */
    private final class Counted extends HttpServletRequestWrapper implements AsyncListener {

        private volatile boolean waits;

        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public AsyncContext startAsync() {
            return watched(super.startAsync());
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
            return watched(super.startAsync(request, response));
        }

        private AsyncContext watched(AsyncContext context) {
            waits = true;
            context.addListener(this);
            return context;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // it is completed behind this
        }

        @Override
        public void onError(AsyncEvent event) {
            // it is completed behind this
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this); // a second round has no listeners of the first
        }
    }
}
