package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.redeye.api.oncall.Holding;

/**
 * A role, and who holds it.
 *
 * @param role the role's name
 * @param title what people call it
 */
public record OnCallJson(
        String role, String title, @JsonUnwrapped HolderJson holder) {

    /** A role, and who holds it. */
    public static OnCallJson of(String title, Holding holding) {
        return new OnCallJson(holding.role(), title, HolderJson.of(holding));
    }
}
