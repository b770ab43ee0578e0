package org.redeye.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@code Ready URL}: ends with 0 if the address answers 200, else with 1. For machines without curl and wget. */
public final class Ready {

    private static final int PATIENCE_MILLIS = 2_000;

    private Ready() {}

    public static void main(String[] words) {
        System.exit(answers(URI.create(words[0])) ? 0 : 1);
    }

    static boolean answers(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
