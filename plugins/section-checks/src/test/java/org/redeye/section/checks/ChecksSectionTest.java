package org.redeye.section.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.testkit.SectionTypeContract;

class ChecksSectionTest extends SectionTypeContract {

    private static final String HOSTS =
            "hosts: {lan: {a: {address: 10.0.0.1, title: Router, labels: {port: 81}}, b: {address: b.lan, checks: [web/site]}}}\n";

    ChecksSectionTest() {
        super(new ChecksSection());
    }

    private List<CheckDeclaration> checks(String yaml) throws IOException {
        return compile(yaml).stream().map(CheckDeclaration.class::cast).toList();
    }

    @Test
    void givesOneCheckForEachHost() throws IOException {
        assertThat(checks(HOSTS + "checks: {lan: {ping: {probe: ping, hosts: \"lan/*\", count: 3}}}"))
                .extracting(
                        CheckDeclaration::id,
                        CheckDeclaration::host,
                        CheckDeclaration::address,
                        CheckDeclaration::title)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "example/checks/lan/ping@a", "a", "10.0.0.1", "ping · Router"),
                        org.assertj.core.groups.Tuple.tuple("example/checks/lan/ping@b", "b", "b.lan", "ping · b"));
    }

    @Test
    void givesOneCheckForAHostThatAsksForIt() throws IOException {
        assertThat(checks(HOSTS + "checks: {web: {site: {probe: http, url: x}}}"))
                .extracting(CheckDeclaration::id)
                .containsExactly("example/checks/web/site@b");
    }

    @Test
    void givesOneCheckWithoutAHostIfNobodyNamesOne() throws IOException {
        assertThat(checks(HOSTS + "checks: {web: {home: {probe: http, url: x}}}"))
                .extracting(CheckDeclaration::id, CheckDeclaration::host)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("example/checks/web/home", ""));
    }

    @Test
    void givesNoneWhileThereAreNoHostsForItAndNoneIfItIsSwitchedOff() throws IOException {
        assertThat(checks(HOSTS + "checks: {x: {y: {probe: ping, hosts: \"web/*\"}}}"))
                .isEmpty();
        assertThat(checks(HOSTS + "checks: {x: {y: {probe: ping, enabled: no}}}"))
                .isEmpty();
    }

    @Test
    void fillsInWhatTheHostIs() throws IOException {
        var check = checks(
                        HOSTS
                                + "checks: {x: {y: {probe: http, hosts: lan/a, url: \"http://%(address)s:%(port)s/%(host)s\", words: [\"%(group)s\"]}}}")
                .get(0);
        assertThat(check.settings()).isEqualTo(Map.of("url", "http://10.0.0.1:81/a", "words", List.of("lan")));
    }

    @Test
    void runsEveryTenSecondsAndNeverLongerThanTheInterval() throws IOException {
        assertThat(
                        checks(
                                "checks: {x: {y: {probe: a}, z: {probe: a, every: 2s}, w: {probe: a, every: 1m, timeout: 30s}}}"))
                .extracting(CheckDeclaration::every, CheckDeclaration::timeout)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Duration.ofSeconds(10), Duration.ofSeconds(10)),
                        org.assertj.core.groups.Tuple.tuple(Duration.ofSeconds(2), Duration.ofSeconds(2)),
                        org.assertj.core.groups.Tuple.tuple(Duration.ofMinutes(1), Duration.ofSeconds(30)));
    }
}
