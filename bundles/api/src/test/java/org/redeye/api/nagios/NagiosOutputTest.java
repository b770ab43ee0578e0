package org.redeye.api.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.redeye.api.probe.Metric;

/** The forms of the guidelines, and what programs make of them. */
class NagiosOutputTest {

    private static PerformanceValue only(String data) {
        NagiosOutput output = NagiosOutput.parse("x|" + data);
        assertThat(output.ignored()).isEmpty();
        assertThat(output.values()).hasSize(1);
        return output.values().get(0);
    }

    private static Metric metric(String data) {
        return NagiosOutput.parse("x|" + data).metrics().get(0);
    }

    @Test
    void readsTextAndDetailsAndDataOfBothKinds() {
        NagiosOutput output = NagiosOutput.parse("DISK OK - free space: / 3326 MB (56%); | /=2643MB;5948;5958;0;5968\n"
                + "/ 15272 MB (77%);\n/boot 68 MB (69%);\n/home 69357 MB (27%);\n"
                + "/var/log 819 MB (84%); | /boot=68MB;88;93;0;98\n"
                + "/home=69357MB;253404;253409;0;253414 \n/var/log=818MB;970;975;0;980\n");
        assertThat(output.text()).isEqualTo("DISK OK - free space: / 3326 MB (56%);");
        assertThat(output.details().lines()).hasSize(4).last().isEqualTo("/var/log 819 MB (84%);");
        assertThat(output.values())
                .extracting(PerformanceValue::label)
                .containsExactly("/", "/boot", "/home", "/var/log");
        assertThat(output.values().get(1)).isEqualTo(new PerformanceValue("/boot", 68, "MB", "88", "93", "0", "98"));
        assertThat(output.metrics().get(0)).isEqualTo(Metric.of("value_bytes", "/", "B", 2643L << 20));
        assertThat(output.ignored()).isEmpty();
    }

    @Test
    void readsQuotedLabels() {
        assertThat(only("'C:\\ Label:x'=1;2;3").label()).isEqualTo("C:\\ Label:x");
        assertThat(only("'it''s'=1").label()).isEqualTo("it's");
        assertThat(only("'a = b'=1").label()).isEqualTo("a = b");
    }

    @Test
    void readsNumbers() {
        assertThat(only("a=-0.5").value()).isEqualTo(-0.5);
        assertThat(only("a=.5s").value()).isEqualTo(0.5);
        assertThat(only("a=1.5e3").value()).isEqualTo(1500);
        assertThat(only("a=U").value()).isNaN();
        assertThat(metric("a=1e999").value()).isNaN();
        assertThat(only("a=10;;;;").warning()).isEmpty();
    }

    @Test
    void ignoresAndTellsWhatIsNoData() {
        NagiosOutput output = NagiosOutput.parse("x| junk a=1 b= c=abc d=1,5 'open=3 =4 e=5;1;2;3;4;5;6");
        assertThat(output.values()).extracting(PerformanceValue::label).containsExactly("a");
        assertThat(output.ignored()).contains("junk", "b=", "c=abc", "d=1,5", "'open=3 =4 e=5;1;2;3;4;5;6");
    }

    @Test
    void turnsUnitsIntoThoseOfThePlatform() {
        assertThat(metric("time=12ms")).isEqualTo(Metric.of("time_seconds", "s", 0.012));
        assertThat(metric("time=12us").value()).isEqualTo(12e-6);
        assertThat(metric("load=50%")).isEqualTo(Metric.of("load_ratio", "ratio", 0.5));
        assertThat(metric("size=2KB")).isEqualTo(Metric.of("size_bytes", "B", 2048));
        assertThat(metric("size=2GiB").value()).isEqualTo(2.0 * (1 << 30));
        assertThat(metric("hits=7c")).isEqualTo(Metric.rate("hits_per_second", "", "/s", 7));
        assertThat(metric("net=2KB/s")).isEqualTo(Metric.of("net_bytes_per_second", "B/s", 2048));
        assertThat(metric("temp=21C")).isEqualTo(Metric.of("temp", "C", 21));
        assertThat(metric("age_seconds=4")).isEqualTo(Metric.of("age_seconds", "s", 4));
        assertThat(metric("'Total Users'=4")).isEqualTo(Metric.of("total_users", "", 4));
        assertThat(metric("'#1'=4ms")).isEqualTo(Metric.of("value_seconds", "#1", "s", 0.004));
    }

    @Test
    void makesNoTwoMetricsOfOneName() {
        NagiosOutput output = NagiosOutput.parse("x|a-b=1 a_b=2 n=3c n=4/s bad=-1c");
        assertThat(output.metrics()).extracting(Metric::name).containsExactly("a_b", "n_per_second");
        assertThat(output.ignored()).containsExactly("a_b", "n", "bad");
    }

    @Test
    void boundsWhatItTakes() {
        NagiosOutput output = NagiosOutput.parse("y".repeat(5000) + "|" + "a=1 ".repeat(3000));
        assertThat(output.text()).hasSize(901).endsWith("…");
        assertThat(output.values()).hasSize(1000);
        assertThat(output.metrics()).hasSize(1);
    }

    @Test
    void readsRanges() {
        assertThat(List.of(-1.0, 0.0, 10.0, 11.0).stream().map(v -> alerts("10", v)))
                .containsExactly(true, false, false, true);
        assertThat(List.of(9.0, 10.0).stream().map(v -> alerts("10:", v))).containsExactly(true, false);
        assertThat(List.of(-1e9, 11.0).stream().map(v -> alerts("~:10", v))).containsExactly(false, true);
        assertThat(List.of(9.0, 15.0, 21.0).stream().map(v -> alerts("10:20", v)))
                .containsExactly(true, false, true);
        assertThat(List.of(9.0, 10.0, 20.0).stream().map(v -> alerts("@10:20", v)))
                .containsExactly(false, true, true);
        assertThat(Range.parse("20:10")).isEmpty();
        assertThat(Range.parse("")).isEmpty();
        assertThat(Range.parse("x")).isEmpty();
        assertThat(alerts("10", Double.NaN)).isFalse();
    }

    private static boolean alerts(String range, double value) {
        return Range.parse(range).orElseThrow().alerts(value);
    }

    @Property(tries = 300)
    void readsWhateverIsWritten(@ForAll String text, @ForAll String data) {
        NagiosOutput output = NagiosOutput.parse(text + "|" + data);
        assertThat(output.outcome("it", 2).message()).isNotEmpty().doesNotContain("\n");
        assertThat(output.metrics()).allMatch(metric -> !Double.isInfinite(metric.value()));
    }
}
