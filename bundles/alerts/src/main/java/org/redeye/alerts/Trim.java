package org.redeye.alerts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.alert.AlertEntry;

/** Says which entries of a long record tell nothing any more: the notices of old rounds, and what a member said before. */
final class Trim {

    /** An alert with more entries is trimmed. */
    static final int MOST = 10_000;
    /** If little could be removed, it is tried again after so many more. */
    static final int PAUSE = 1_000;

    /** So many of the last rounds are kept. */
    private static final int KEPT_ROUNDS = 2;

    private Trim() {}

    /** @param flaps more changes than these are flapping; so many of each member stay, and two more */
    static List<AlertEntry> superfluous(Life life, List<AlertEntry> entries, int flaps) {
        List<AlertEntry> found = new ArrayList<>();
        Map<String, Integer> later = new HashMap<>();
        for (int at = entries.size() - 1; at >= 0; at--) {
            AlertEntry entry = entries.get(at);
            boolean removable =
                    switch (entry.kind()) {
                        case ROUTED, ESCALATED, SKIPPED, SENDING, SENT, FAILED -> isOld(life, entry);
                        case CHANGED, RECOVERED, HELD, RELEASED ->
                            later.merge(entry.data().getOrDefault("key", "") + group(entry), 1, Integer::sum)
                                    > flaps + 2;
                        default -> false;
                    };
            if (removable) {
                found.add(entry);
            }
        }
        return found;
    }

    private static String group(AlertEntry entry) {
        return entry.kind() == AlertEntry.Kind.HELD || entry.kind() == AlertEntry.Kind.RELEASED ? "|hold" : "|state";
    }

    private static boolean isOld(Life life, AlertEntry entry) {
        String round = entry.data().get("round");
        boolean flying = life.notices()
                .find(entry.data().getOrDefault("notice", ""))
                .filter(notice -> notice.state() == Notice.State.SENDING)
                .isPresent();
        return round != null && !flying && Integer.parseInt(round) <= life.rounds - KEPT_ROUNDS;
    }
}
