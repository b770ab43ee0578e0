package org.redeye.web.http;

import java.io.IOException;

/** A request's body goes beyond its bound. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1;

    BodyTooLargeException(long limit) {
        super("The body of the request is too large: at most " + limit + " bytes are taken here.");
    }
}
