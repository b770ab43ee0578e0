package org.redeye.shell;

import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Finds the engines for the time of one question. */
final class Engines {
    private Engines() {}

    /** The engine's answer; empty if the engine is not running. */
    static <T, R> Optional<R> ask(BundleContext context, Class<T> engine, Function<T, R> question) {
        ServiceReference<T> reference = context.getServiceReference(engine);
        T service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(service));
        } finally {
            context.ungetService(reference);
        }
    }
}
