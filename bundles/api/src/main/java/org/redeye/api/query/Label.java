package org.redeye.api.query;

import java.util.Locale;
import org.redeye.api.series.SeriesKey;

/** What tells series apart: a part of what they are about. */
public enum Label {
    /** The package of the check. */
    PACKAGE,
    /** The id of the check. */
    CHECK,
    /** The host of the check; empty if it has none. */
    HOST,
    /** The metric. */
    METRIC,
    /** Which of several like things; empty if one only. */
    ITEM,
    /** The node that measures. */
    NODE;

    /** The word for it in texts: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is for a series. */
    public String of(SeriesKey key) {
        return switch (this) {
            case PACKAGE -> key.check().substring(0, Math.max(0, key.check().indexOf('/')));
            case CHECK -> key.check();
            case HOST ->
                key.check().indexOf('@') < 0
                        ? ""
                        : key.check().substring(key.check().indexOf('@') + 1);
            case METRIC -> key.metric();
            case ITEM -> key.item();
            case NODE -> key.node();
        };
    }
}
