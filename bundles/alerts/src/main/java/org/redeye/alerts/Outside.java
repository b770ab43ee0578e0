package org.redeye.alerts;

import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.Dependencies;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.check.Checks;
import org.redeye.api.graph.Graphs;
import org.redeye.api.notify.AnswerLinks;
import org.redeye.api.notify.Channels;
import org.redeye.api.oncall.OnCall;

/** The other engines as they come and go. */
interface Outside {

    Optional<OnCall> onCall();

    Optional<Channels> channels();

    Optional<Dependencies> dependencies();

    Optional<Maintenance> maintenance();

    Optional<Checks> checks();

    Optional<Graphs> graphs();

    Optional<AnswerLinks> links();

    /** The address of the console, without a slash at its end. */
    String url();

    void publish(String type, Map<String, Object> data);
}
