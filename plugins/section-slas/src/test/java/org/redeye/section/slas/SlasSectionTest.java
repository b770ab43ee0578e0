package org.redeye.section.slas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Severity;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.testkit.SectionTypeContract;

class SlasSectionTest extends SectionTypeContract {

    SlasSectionTest() {
        super(new SlasSection());
    }

    private SlaDeclaration one(String fields) throws IOException {
        return (SlaDeclaration) compile("slas: {one: {" + fields + "}}").get(0);
    }

    @Test
    void warnsLikeTheWorkbookIfNothingIsSaid() throws IOException {
        var sla = one("checks: \"shop/*\", target: 99.9%");
        assertThat(sla.id()).isEqualTo("example/slas/one");
        assertThat(sla.target()).isEqualTo(0.999);
        assertThat(sla.window()).isEqualTo(SlaDeclaration.Span.ROLLING);
        assertThat(sla.rolling()).isEqualTo(Duration.ofDays(30));
        assertThat(sla.warningIsUp()).isTrue();
        assertThat(sla.burns()).extracting(Burn::rate).containsExactly(14.4, 6.0, 1.0);
        assertThat(sla.checks()).containsExactly("shop/*");
    }

    @Test
    void takesACalendarAndBurnsOfItsOwn() throws IOException {
        var sla = one("checks: [a, b], target: 0.99, window: month, zone: Europe/Prague, warning: down, role: dba,"
                + " burns: [\"2.5 1d 2h warning\"]");
        assertThat(sla.window()).isEqualTo(SlaDeclaration.Span.MONTH);
        assertThat(sla.zone()).isEqualTo(ZoneId.of("Europe/Prague"));
        assertThat(sla.warningIsUp()).isFalse();
        assertThat(sla.role()).isEqualTo("dba");
        assertThat(sla.burns())
                .containsExactly(new Burn(2.5, Duration.ofDays(1), Duration.ofHours(2), Severity.WARNING));
        assertThat(one("checks: a, target: 99%, burns: []").burns()).isEqualTo(List.of());
        assertThat(one("checks: a, target: 99%, window: 4w").rolling()).isEqualTo(Duration.ofDays(28));
    }
}
