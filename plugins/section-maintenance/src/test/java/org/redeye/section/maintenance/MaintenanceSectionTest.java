package org.redeye.section.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.MaintenanceDeclaration;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.testkit.SectionTypeContract;

class MaintenanceSectionTest extends SectionTypeContract {

    MaintenanceSectionTest() {
        super(new MaintenanceSection());
    }

    private MaintenanceDeclaration one(String fields) throws IOException {
        return (MaintenanceDeclaration)
                compile("maintenance: {one: {" + fields + "}}").get(0);
    }

    @Test
    void onceIsByTheClockOnTheWallOfItsZone() throws IOException {
        var move = one("hosts: \"db*\", title: Move, from: 2026-12-24T09:00, length: 2h, zone: Europe/Prague");
        assertThat(move.id()).isEqualTo("example/maintenance/one");
        assertThat(move.title()).isEqualTo("Move");
        assertThat(move.from()).isEqualTo(Instant.parse("2026-12-24T08:00:00Z"));
        assertThat(move.until()).contains(Instant.parse("2026-12-24T10:00:00Z"));
        assertThat(move.recurs()).isEmpty();
        assertThat(move.match()).isEqualTo(new Match("", "", "db*", "", Severity.INFO, Map.of()));
    }

    @Test
    void recursWithinBounds() throws IOException {
        var patch = one("checks: \"*\", recurs: \"0 2 * * 0\", length: 2h, until: 2027-01-01 12:00");
        assertThat(patch.from()).isEqualTo(Instant.EPOCH);
        assertThat(patch.until()).contains(Instant.parse("2027-01-01T12:00:00Z"));
        assertThat(patch.length()).isEqualTo(Duration.ofHours(2));
        assertThat(patch.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(patch.title()).isEqualTo("one");
    }
}
