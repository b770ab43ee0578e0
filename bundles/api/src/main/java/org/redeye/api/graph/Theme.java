package org.redeye.api.graph;

import java.util.Locale;

/** The colours of a picture: those of the console. */
public enum Theme {
    /** Dark ink on white. */
    LIGHT,
    /** Light ink on nearly black. */
    DARK;

    /** The word for it in addresses: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
