package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.redeye.api.oncall.Finding;

/**
 * Something that would leave somebody uncalled.
 *
 * @param subject the id of the role, schedule, override or person
 * @param from milliseconds since the epoch; left out if it always matters
 * @param until milliseconds since the epoch; left out if it does not end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindingJson(
        String subject, @Nullable Long from, @Nullable Long until, String text) {

    /** A finding. */
    public static FindingJson of(Finding finding) {
        return new FindingJson(
                finding.subject(),
                finding.from().map(Instant::toEpochMilli).orElse(null),
                finding.until().map(Instant::toEpochMilli).orElse(null),
                finding.text());
    }
}
