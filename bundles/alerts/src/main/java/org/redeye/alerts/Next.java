package org.redeye.alerts;

import org.redeye.api.alert.AlertEntry.Kind;

/** Says what is planned, so that it follows the word "REM". */
final class Next {

    private Next() {}

    static String say(World world, Life life, Draft draft) {
        String people = Calls.titles(world, draft.data().getOrDefault("people", ""));
        return switch (draft.kind()) {
            case SENDING ->
                "calls " + draft.data().getOrDefault("title", "") + " by "
                        + draft.data().getOrDefault("contact", "");
            case ESCALATED -> "calls " + people + " (step " + draft.data().getOrDefault("step", "") + ")";
            case ROUTED ->
                life.rounds == 0
                        ? "calls " + (people.isEmpty() ? draft.data().getOrDefault("role", "") : people)
                        : "begins to call anew: " + people;
            case UNACKNOWLEDGED -> "ends the acknowledgement and calls anew";
            case RELEASED -> "no longer holds a member";
            case SKIPPED -> "leaves a step out";
            default -> draft.kind() == Kind.RESOLVED ? "resolves it" : "goes on";
        };
    }
}
