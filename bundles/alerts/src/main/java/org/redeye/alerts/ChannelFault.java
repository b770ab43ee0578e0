package org.redeye.alerts;

import java.time.Instant;
import java.util.Map;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;

/** A channel that carries nothing is a condition of its own. */
final class ChannelFault {

    private static final String SOURCE = "channel/";

    private ChannelFault() {}

    static String key(String channel, String role) {
        return Words.cut(SOURCE + channel + "|" + role, Condition.LONGEST_KEY);
    }

    /** The channel gave up on a notice to a role. */
    static Condition broken(String channel, String role, Severity severity, String proof, Instant at) {
        return condition(channel, role, severity, true, "Channel " + channel + " carries no notices", proof, at);
    }

    /** The channel carried a notice. */
    static Condition works(String channel, String role, Instant at) {
        return condition(channel, role, Severity.WARNING, false, "Channel " + channel + " works again", "", at);
    }

    private static Condition condition(
            String channel, String role, Severity severity, boolean firing, String summary, String text, Instant at) {
        return new Condition(
                key(channel, role),
                SOURCE + channel,
                "",
                SOURCE + channel,
                "",
                severity,
                firing,
                at,
                role,
                Words.cut(summary, 200),
                text,
                Map.of("channel", channel),
                Map.of(),
                Map.of());
    }

    static boolean isOne(Condition condition) {
        return condition.source().startsWith(SOURCE);
    }

    /** Whether it is about this channel, whatever the role. */
    static boolean isOne(Condition condition, String channel) {
        return condition.source().equals(SOURCE + channel);
    }

    /** Whether an alert is about this channel. */
    static boolean concerns(Life life, String channel) {
        return life.members.values().stream()
                .anyMatch(part -> part.condition().source().equals(SOURCE + channel));
    }
}
