package org.redeye.web;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Alerts;
import org.redeye.api.notify.AnswerLinks;
import org.redeye.api.notify.Channels;
import org.redeye.web.http.HttpProblem;

/** The engines that call people and hear their answers, as they come and go; see {@link Engines}. Thread-safe. */
@Component(service = NotifyEngines.class)
public final class NotifyEngines {

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Alerts alerts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Channels channels;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable AnswerLinks links;

    /** The alerts engine. */
    public Alerts alerts() {
        return there(alerts, "The alerts engine");
    }

    /** The channels engine. */
    public Channels channels() {
        return there(channels, "The channels engine");
    }

    /** What signs the links to answer by. */
    public AnswerLinks links() {
        return there(links, "The channels engine");
    }

    private static <T> T there(@Nullable T service, String name) {
        if (service == null) {
            throw HttpProblem.unavailable(name + " is not running. Try again later.");
        }
        return service;
    }
}
