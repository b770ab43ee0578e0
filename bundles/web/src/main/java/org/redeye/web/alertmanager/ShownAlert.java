package org.redeye.web.alertmanager;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Member;

/**
 * A member of an alert as Alertmanager shows its own ({@code gettableAlert} of its API, version 2).
 *
 * @param labels what it is
 * @param annotations words about it; {@code alert} is the id it has here, {@code acknowledged_by} who took it
 * @param startsAt since when
 * @param endsAt until when it is true if nothing more is heard of it
 * @param updatedAt when anything last happened to it
 * @param generatorUrl in JSON {@code generatorURL}: where it comes from
 * @param fingerprint of its labels
 * @param receivers the role that is called
 * @param status whether somebody is called about it
 */
record ShownAlert(
        Map<String, String> labels,
        Map<String, String> annotations,
        @JsonProperty("startsAt") String startsAt,
        @JsonProperty("endsAt") String endsAt,
        @JsonProperty("updatedAt") String updatedAt,
        @JsonProperty("generatorURL") String generatorUrl,
        String fingerprint,
        List<Receiver> receivers,
        Status status) {

    private static final Duration TRUE_FOR = Duration.ofMinutes(5);

    /** A role, as a receiver. */
    record Receiver(String name) {}

    /**
     * Whether somebody is called.
     *
     * @param state {@code active} or {@code suppressed}
     * @param silencedBy in JSON {@code silencedBy}: silences and maintenance
     * @param inhibitedBy in JSON {@code inhibitedBy}: what it stands on
     */
    record Status(
            String state,
            @JsonProperty("silencedBy") List<String> silencedBy,
            @JsonProperty("inhibitedBy") List<String> inhibitedBy) {

        static Status of(Optional<Hold> hold) {
            return hold.map(Status::of).orElse(new Status("active", List.of(), List.of()));
        }

        private static Status of(Hold hold) {
            return switch (hold.kind()) {
                case SILENCE, MAINTENANCE -> new Status("suppressed", List.of(hold.by()), List.of());
                case DEPENDENCY -> new Status("suppressed", List.of(), List.of(hold.by()));
                case FLAPPING -> new Status("active", List.of(), List.of()); // it is called about, once
            };
        }
    }

    static ShownAlert of(Alert alert, Member member, Instant now) {
        Condition condition = member.condition();
        var labels = new TreeMap<>(condition.labels());
        String source = condition.source();
        labels.putIfAbsent("alertname", source.substring(source.lastIndexOf('/') + 1));
        labels.putIfAbsent("severity", condition.severity().word());
        putUnlessEmpty(labels, "instance", condition.host());
        putUnlessEmpty(labels, "subject", condition.subject());
        putUnlessEmpty(labels, "package", condition.packageName());
        var annotations = new TreeMap<String, String>();
        annotations.put("alert", alert.id());
        putUnlessEmpty(annotations, "summary", condition.summary());
        putUnlessEmpty(annotations, "description", condition.text());
        alert.acknowledgement().ifPresent(taken -> annotations.put("acknowledged_by", taken.by()));
        return new ShownAlert(
                labels,
                annotations,
                condition.at().toString(),
                now.plus(TRUE_FOR).toString(),
                alert.changed().toString(),
                condition.links().getOrDefault("source", ""),
                PostedAlert.fingerprint(labels),
                alert.role().isEmpty() ? List.of() : List.of(new Receiver(alert.role())),
                Status.of(member.hold()));
    }

    private static void putUnlessEmpty(Map<String, String> into, String name, String value) {
        if (!value.isEmpty()) {
            into.putIfAbsent(name, value);
        }
    }
}
