package org.redeye.api.graph;

import java.util.Locale;

/** The kind of file a picture is. */
public enum PictureFormat {
    /** Scalable Vector Graphics 1.1, with its title as text; no scripts, no styles, nothing from elsewhere. */
    SVG("image/svg+xml"),
    /** Portable Network Graphics (RFC 2083), for where SVG is not shown: mail, chat. */
    PNG("image/png");

    private final String mediaType;

    PictureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The ending of file names, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
