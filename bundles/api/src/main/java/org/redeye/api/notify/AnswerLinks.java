package org.redeye.api.notify;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Addresses by which somebody who was called answers without signing in: signed, bound to one alert and one person, and of no
 * use after their end. Thread-safe. The key with which they are signed is made at the first start, lies in the instance's data
 * and survives restarts.
 */
@ProviderType
public interface AnswerLinks {

    /**
     * An address that opens a page with one button; opening the page alone does nothing, since mail gateways open every link.
     *
     * @param alert the alert's id
     * @param person the name of who was called
     * @param until when it ends
     */
    String address(String alert, String person, Instant until);

    /**
     * What a token stands for.
     *
     * @throws IllegalArgumentException if it is not one of this instance, was changed, or has ended; the message is a sentence that
     *     may be shown
     */
    Answer read(String token);

    /**
     * What a token allows: to acknowledge this alert as this person.
     *
     * @param alert the alert's id
     * @param person the person's name
     * @param until when it ends
     */
    record Answer(String alert, String person, Instant until) {}
}
