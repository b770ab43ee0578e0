package org.redeye.post;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.schema.Secret;

/** Checks settings that such notifiers have in common; what is wrong is a sentence that begins with the field's name. */
public final class Settings {

    private Settings() {}

    /**
     * Checks an address.
     *
     * @param shown whether the address may be repeated in the message
     * @throws IllegalArgumentException if it is none of {@code http} or {@code https} with a host and without a user
     */
    public static URI web(String field, String text, boolean shown) {
        return address(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + field
                        + "' must be an address such as https://hooks.example.org/rem, without a user in it"
                        + (shown ? ", not '" + text + "'." : ".")));
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null && address.getUserInfo() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks headers.
     *
     * @throws IllegalArgumentException if one has a name or value that no request may have
     */
    public static void headers(String field, Map<String, Secret> headers) {
        headers.forEach((name, value) -> {
            try {
                HttpRequest.newBuilder().header(name, value.reveal());
            } catch (IllegalArgumentException e) { // its message may repeat the value
                throw new IllegalArgumentException("'" + field + "' has '" + name
                        + "', which a request cannot have: its name is reserved or no name,"
                        + " or its value has a line end.");
            }
        });
    }
}
