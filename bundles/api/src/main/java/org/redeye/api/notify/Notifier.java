package org.redeye.api.notify;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries a notice to a person or a machine (plugin kind {@code notifier}). Thread-safe. It owns no retry and no schedule: the
 * platform does, and calls it again with the same {@link Notification#key} until it is taken over or the step is given up.
 *
 * @param <C> its configuration, a record whose components carry {@link org.redeye.api.schema.Field}
 */
@ConsumerType
public interface Notifier<C extends Record> {

    /**
     * Sends. Where the protocol has a place for it, the notice's key goes along, so that what is sent twice (because the
     * answer was lost) can be told.
     *
     * <p>The platform enforces the deadline: a stage that is not complete by then counts as {@link Delivery.Result#FAILED}. An
     * exception, thrown or through the stage, does too.
     *
     * @param config the settings of the channel, validated and bound
     */
    CompletionStage<Delivery> send(C config, Notification notification, NotifierContext context);

    /**
     * What is wrong with an address, without asking anybody.
     *
     * @param to as a contact has it
     * @return a sentence; empty if nothing is
     */
    default String refuse(C config, String to) {
        return "";
    }
}
