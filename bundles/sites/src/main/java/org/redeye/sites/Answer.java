package org.redeye.sites;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * What a client is answered.
 *
 * @param status the HTTP status
 * @param type the media type; empty if there is no body
 * @param headers beside those that every answer has
 * @param body not to be changed
 */
record Answer(int status, String type, Map<String, String> headers, byte[] body) {

    void send(HttpServletResponse response, boolean withBody) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (!type.isEmpty()) {
            response.setContentType(type);
        }
        if (status != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentLength(body.length);
        }
        if (withBody && body.length > 0) {
            response.getOutputStream().write(body);
        }
    }
}
