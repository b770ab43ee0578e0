package org.redeye.web.json;

import java.util.List;
import java.util.Map;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.section.Item;

/**
 * One item of a section.
 *
 * @param section the section it stands in
 * @param path its keys, outermost first
 * @param fields its values, typed, as people write them; secrets are masked
 * @param raw what the author wrote; secrets, and what no field type knows, are masked
 * @param file where it stands
 * @param line where it begins, counted from 1
 * @param scripts the programs in force for it by purpose, as {@code path@fingerprint}
 */
public record ItemJson(
        String section,
        List<String> path,
        Map<String, Object> fields,
        Map<String, Object> raw,
        String file,
        int line,
        Map<String, String> scripts) {

    /** An item in force of a package. */
    public static ItemJson of(Item item, PackageInfo info) {
        return new ItemJson(
                item.section(),
                item.path(),
                Values.written(item.values()),
                Values.masked(item.raw(), item.values()),
                item.position().file(),
                item.position().line(),
                info.scripts().getOrDefault(item.section(), Map.of()));
    }
}
