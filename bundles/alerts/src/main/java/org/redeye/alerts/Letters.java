package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notification.Purpose;
import org.redeye.api.oncall.PersonDeclaration;

/** Writes what a notice says. */
final class Letters {

    /** So many members are listed in a notice; the others are counted. */
    static final int LISTED = 20;

    /** An acknowledge link ends so long after its notice. */
    static final Duration LINK_LIFE = Duration.ofHours(24);

    private static final int LONGEST_SUBJECT = 200;

    private final Outside outside;
    private final World world;

    Letters(Outside outside, World world) {
        this.outside = outside;
        this.world = world;
    }

    Notification write(Life life, Notice notice, Optional<Alert.Next> next, Instant now) {
        Alert alert = life.alert(next);
        return new Notification(
                notice.key(),
                notice.purpose(),
                notice.data().getOrDefault("to", ""),
                notice.data().getOrDefault("title", notice.person()),
                subject(life, alert, notice.purpose()),
                text(life, alert, notice, now),
                Optional.of(alert),
                notice.count(),
                links(life, notice, now),
                now);
    }

    private static String subject(Life life, Alert alert, Purpose purpose) {
        Condition first = life.first().condition();
        String host = first.host().isEmpty() || alert.title().contains(first.host()) ? "" : first.host() + ": ";
        String word = purpose == Purpose.RESOLVED
                ? "RESOLVED"
                : isFlapping(life) ? "FLAPPING" : alert.severity().name().toUpperCase(Locale.ROOT);
        String title = alert.title();
        String line = word + " " + host + title.replaceAll("\\s+", " ");
        return Words.cut(line, LONGEST_SUBJECT);
    }

    private static boolean isFlapping(Life life) {
        return life.round.map(Round::flapping).orElse(false) && !life.calls();
    }

    private String text(Life life, Alert alert, Notice notice, Instant now) {
        ZoneId zone = person(notice.person()).map(PersonDeclaration::zone).orElse(Words.UTC);
        List<String> lines = new ArrayList<>();
        String length = Words.of(Duration.between(life.opened, alert.resolved().orElse(now)));
        if (notice.purpose() == Purpose.RESOLVED) {
            lines.add("It is over after " + length + ".");
        } else if (isFlapping(life)) {
            String time = Words.of(world.tuning().flapTime());
            lines.add("It comes and goes: more than " + world.tuning().flaps() + " changes in " + time
                    + ". No more notices are sent about it until it has been steady for " + time + ".");
        } else if (notice.count() > 1) {
            lines.add(Words.nth(notice.count()) + " notice, still down for " + length + ".");
        } else {
            lines.add("Since " + Words.time(life.opened, zone) + ".");
        }
        members(life, lines, zone);
        if (notice.purpose() != Purpose.RESOLVED) {
            lines.add("");
            lines.add(role(life));
            alert.next()
                    .ifPresent(next -> lines.add("If nobody acknowledges it, REM " + next.what() + " at "
                            + Words.time(next.at(), zone) + "."));
        }
        return String.join("\n", lines);
    }

    private Optional<PersonDeclaration> person(String name) {
        return outside.onCall().flatMap(onCall -> onCall.person(name));
    }

    private String role(Life life) {
        String holders = life.round
                .map(round -> round.turns.stream()
                        .filter(turn -> turn.step() == 0)
                        .map(Round.Turn::person)
                        .distinct()
                        .map(name -> person(name).map(PersonDeclaration::title).orElse(name))
                        .reduce((one, other) -> one + ", " + other)
                        .orElse(""))
                .orElse("");
        return "Role " + life.role + (holders.isEmpty() ? "" : ", held by " + holders) + ".";
    }

    private static void members(Life life, List<String> lines, ZoneId zone) {
        List<Part> firing = life.members.values().stream()
                .filter(part -> part.calls() || life.resolved.isPresent() || !life.calls())
                .toList();
        for (Part part : firing.subList(0, Math.min(LISTED, firing.size()))) {
            lines.add("");
            member(part, lines, firing.size() == 1, zone);
        }
        if (firing.size() > LISTED) {
            lines.add("");
            lines.add("and " + (firing.size() - LISTED) + " more");
        }
        long held = life.members.values().stream()
                .filter(part -> part.firing() && part.hold().isPresent())
                .count();
        if (held > 0 && life.calls()) {
            lines.add("");
            lines.add(Words.count((int) held, "condition") + " held: " + reason(life));
        }
    }

    private static String reason(Life life) {
        return life.members.values().stream()
                .flatMap(part -> part.hold().stream())
                .map(Hold::because)
                .findFirst()
                .orElse("");
    }

    private static void member(Part part, List<String> lines, boolean alone, ZoneId zone) {
        Condition condition = part.condition();
        lines.add(condition.severity().word().toUpperCase(Locale.ROOT) + " " + condition.subject()
                + (condition.host().isEmpty() ? "" : " on " + condition.host()) + ": " + condition.summary());
        lines.add("  since " + Words.time(condition.at(), zone) + ", by " + condition.source()
                + (part.because().isEmpty() ? "" : ", " + part.because()));
        new TreeMap<>(condition.values()).forEach((name, value) -> lines.add("  " + name + " = " + value));
        if (alone && !condition.text().isEmpty()) {
            lines.add(condition.text());
        }
        new TreeMap<>(condition.links()).forEach((name, address) -> lines.add("  " + name + ": " + address));
    }

    private Map<String, String> links(Life life, Notice notice, Instant now) {
        var links = new TreeMap<String, String>();
        links.put("alert", outside.url() + "/_/alerts/" + life.id);
        if (notice.purpose() != Purpose.RESOLVED) {
            outside.links()
                    .ifPresent(answers ->
                            links.put("acknowledge", answers.address(life.id, notice.person(), now.plus(LINK_LIFE))));
        }
        return links;
    }
}
