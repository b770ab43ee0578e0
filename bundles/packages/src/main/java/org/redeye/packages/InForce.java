package org.redeye.packages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.schema.Problem;

/**
 * A package as the engine holds it: the text in the file, and the last good compilation of it.
 *
 * @param text what stands in the file now
 * @param good what is in force; empty if no version was ever good
 * @param applied when that was taken over
 * @param problems what is wrong with the text in the file
 */
record InForce(String name, String text, Optional<Compiled> good, Instant applied, List<Problem> problems) {

    /** The same, compiled anew with the same result. */
    InForce with(Compiled again) {
        return new InForce(name, text, Optional.of(again), applied, List.of());
    }

    /** What people are told; {@code pending} is what cannot work yet, {@code trusted} whether its scripts may run. */
    PackageInfo info(Map<String, String> pending, boolean trusted) {
        return new PackageInfo(
                name,
                good.map(Compiled::version).orElse("0.0.0"),
                good.map(Compiled::title).orElse(name),
                name + ".yaml",
                Texts.etag(text),
                applied,
                problems,
                good.map(Compiled::warnings).orElse(List.of()),
                good.map(Compiled::counts).orElse(Map.of()),
                Map.copyOf(pending),
                trusted,
                good.map(Compiled::anatomy).map(Anatomy::scripts).orElse(Map.of()),
                good.map(Compiled::anatomy).map(Anatomy::given).orElse(Map.of()));
    }
}
