package org.redeye.api.notify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.graph.Picture;

/** Sends by the channels that packages declare: one try a call. Thread-safe; at most 32 tries go on at a time, 4 a channel. */
@ProviderType
public interface Channels {

    /** All channels, ordered by name. */
    List<ChannelDeclaration> list();

    /**
     * A channel by name; where two packages use one name, {@code package/name} says which, and a bare name means that of the
     * first package in order of names.
     */
    Optional<ChannelDeclaration> find(String name);

    /**
     * Why a channel cannot carry any notice, without asking anybody: there is no such channel, its notifier is missing or its
     * settings do not fit.
     *
     * @return a sentence; empty if nothing is known to be wrong
     */
    default String refuse(String channel) {
        return find(channel).isPresent() ? "" : "There is no channel '" + channel + "'.";
    }

    /**
     * Why a channel cannot carry a notice to an address, without asking anybody: there is no such channel, its notifier is
     * missing or its settings do not fit, the address is none.
     *
     * @return a sentence; empty if nothing is known to be wrong
     */
    String refuse(String channel, String to);

    /**
     * Tries once to send. Never fails: whatever becomes of it is told by the delivery.
     *
     * @param channel the channel's name
     * @param picture draws {@link NotifierContext#picture}; asked on a thread that may block
     */
    CompletionStage<Delivery> send(String channel, Notification notification, Supplier<Optional<Picture>> picture);
}
