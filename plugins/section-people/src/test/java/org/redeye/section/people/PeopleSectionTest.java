package org.redeye.section.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Severity;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.testkit.SectionTypeContract;

class PeopleSectionTest extends SectionTypeContract {

    PeopleSectionTest() {
        super(new PeopleSection());
    }

    @Test
    void contactsComeInTheOrderOfTheirDelay() throws IOException {
        assertThat(compile("people:\n  ops:\n    ann:\n      zone: Europe/Prague\n      user: am\n      contacts:\n"
                        + "        phone: {channel: hook, after: 2m, quiet: ['22:00-07:00', 'Sat-Sun 0:00-24:00'],"
                        + " severity: warning}\n"
                        + "        mail: {channel: mail, to: a@b.c}\n"))
                .containsExactly(new PersonDeclaration(
                        "example/people/ops/ann",
                        "example",
                        "ann",
                        "ann",
                        "am",
                        ZoneId.of("Europe/Prague"),
                        List.of(
                                new Contact(
                                        "mail",
                                        "mail",
                                        "a@b.c",
                                        Duration.ZERO,
                                        Severity.INFO,
                                        List.of(),
                                        Severity.CRITICAL),
                                new Contact(
                                        "phone",
                                        "hook",
                                        "",
                                        Duration.ofMinutes(2),
                                        Severity.WARNING,
                                        List.of(
                                                new Contact.Quiet(Set.of(), LocalTime.of(22, 0), LocalTime.of(7, 0)),
                                                new Contact.Quiet(
                                                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                                                        LocalTime.MIDNIGHT,
                                                        LocalTime.MIDNIGHT)),
                                        Severity.CRITICAL))));
    }

    @Test
    void livesInUtcUnlessSaidOtherwise() throws IOException {
        assertThat(compile("people: {ops: {ann: {title: Ann, contacts: {m: {channel: mail}}}}}\n"))
                .extracting(declaration -> ((PersonDeclaration) declaration).zone())
                .containsExactly(ZoneOffset.UTC.equals(ZoneId.of("UTC")) ? ZoneOffset.UTC : ZoneId.of("UTC"));
    }

    @Test
    void warnsOfWhomNobodyCanCall() throws IOException {
        assertThat(warnings("people:\n  ops:\n    ann: {title: Ann}\n"))
                .containsExactly("3:10 'ann' has no contacts, so nobody can call them.");
    }
}
