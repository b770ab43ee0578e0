package org.redeye.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/** States of checks as the checks engine tells of them. */
final class Statuses {

    private Statuses() {}

    static CheckStatus of(String check, CheckState state, Instant since, Instant run) {
        int sign = check.indexOf('@');
        var declaration = new CheckDeclaration(
                check,
                check.contains("/") ? check.substring(0, check.indexOf('/')) : "",
                check,
                "ping",
                sign < 0 ? "" : check.substring(sign + 1),
                "",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Map.of());
        Optional<CheckRun> last = state == CheckState.PENDING
                ? Optional.empty()
                : Optional.of(new CheckRun(
                        check,
                        run,
                        Duration.ZERO,
                        Duration.ZERO,
                        Status.OK,
                        Reason.NONE,
                        "",
                        List.of(),
                        "",
                        List.of(),
                        ""));
        return new CheckStatus(
                declaration, state, "", "", since, last, "n1", Optional.empty(), new SlotCounts(0, 0, 0, 0, 0));
    }
}
