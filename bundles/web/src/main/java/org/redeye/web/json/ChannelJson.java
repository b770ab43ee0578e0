package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.redeye.api.notify.ChannelDeclaration;

/**
 * A channel. Its settings are in its package.
 *
 * @param id its place
 * @param packageName in JSON {@code package}: who declares it
 * @param name what contacts call it
 * @param title its name for people
 * @param notifier the id of the plugin that sends
 * @param state {@code active}, or {@code pending} if it can carry nothing now
 * @param reason why it is pending; empty if it is not
 */
public record ChannelJson(
        String id,
        @JsonProperty("package") String packageName,
        String name,
        String title,
        String notifier,
        String state,
        String reason) {

    /** A channel as it stands in lists. */
    public static ChannelJson of(ChannelDeclaration channel, String reason) {
        return new ChannelJson(
                channel.id(),
                channel.packageName(),
                channel.name(),
                channel.title(),
                channel.notifier(),
                reason.isEmpty() ? "active" : "pending",
                reason);
    }
}
