package org.redeye.web.json;

import java.util.Locale;
import org.redeye.api.notify.Delivery;

/**
 * What became of a notice.
 *
 * @param result {@code sent}, {@code failed} or {@code refused}
 * @param proof what the gateway answered
 */
public record DeliveryJson(String result, String proof) {

    /** A delivery in words. */
    public static DeliveryJson of(Delivery delivery) {
        return new DeliveryJson(delivery.result().name().toLowerCase(Locale.ROOT), delivery.proof());
    }
}
