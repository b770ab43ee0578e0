package org.redeye.web;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Alerts;
import org.redeye.api.notify.AnswerLinks;
import org.redeye.api.notify.Channels;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
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

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OnCall onCall;

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

    /** What people call a person; the name itself if nobody knows it. */
    public String title(String person) {
        return Optional.ofNullable(onCall)
                .flatMap(people -> people.person(person))
                .map(PersonDeclaration::title)
                .orElse(person);
    }

    private static <T> T there(@Nullable T service, String name) {
        if (service == null) {
            throw HttpProblem.unavailable(name + " is not running. Try again later.");
        }
        return service;
    }
}
