package org.redeye.web.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a package and of files that it imports.
 *
 * @param text the package's own file
 * @param files the imported files that change, by path below the folder of packages
 */
public record TextsRequest(@Nullable String text, @Nullable Map<String, @Nullable FileTextJson> files) {

    @Override
    public String toString() {
        return "TextsRequest"; // the text may hold secrets
    }
}
