package org.redeye.web.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that shall be written.
 *
 * @param section the section it goes to
 * @param path its keys, outermost first
 * @param fields raw values by key: texts, numbers, booleans, lists and maps
 * @param etag the version of the package that was seen; null to write whatever is there
 * @param why what for, for the history; null if nobody says
 */
public record ItemRequest(
        @Nullable String section,
        @Nullable List<String> path,
        @Nullable Map<String, Object> fields,
        @Nullable String etag,
        @Nullable String why) {
    @Override
    public String toString() {
        return "ItemRequest[" + section + " " + path + "]"; // fields may be secret
    }
}
