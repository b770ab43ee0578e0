package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.probe.Metric;

class MetricRulesTest {

    @ParameterizedTest
    @CsvSource({
        "total_seconds, s",
        "loss_ratio, ratio",
        "used_bytes, B",
        "certificate_days, days",
        "received_bytes_per_second, B/s",
        "requests_per_second, /s",
        "load1, ''",
        "temperature_celsius, C"
    })
    void aNameEndsInItsUnit(String name, String unit) {
        assertThat(MetricRules.problems(List.of(Metric.of(name, unit, 1)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "total, s",
        "total_seconds, ''",
        "total_ms, ms",
        "loss_percent, %",
        "used_bytes, KB",
        "received_bytes, B/s",
        "requests, /s",
        "Total_seconds, s",
        "total__seconds, s",
        "totalSeconds, s",
        "1_seconds, s"
    })
    void anyOtherNameIsWrong(String name, String unit) {
        assertThat(MetricRules.problems(List.of(Metric.of(name, unit, 1)))).isNotEmpty();
    }

    @Test
    void valuesAreFiniteOrUnknownAndCountsNeverNegative() {
        assertThat(MetricRules.problems(List.of(Metric.of("a", "", Double.NaN))))
                .isEmpty();
        assertThat(MetricRules.problems(List.of(Metric.of("a", "", Double.POSITIVE_INFINITY))))
                .hasSize(1);
        assertThat(MetricRules.problems(List.of(Metric.rate("a_per_second", "", "/s", -1))))
                .hasSize(1);
    }

    @Test
    void eachStandsThereOnceAndInOneUnit() {
        assertThat(MetricRules.problems(List.of(Metric.of("a", "x", "", 1), Metric.of("a", "y", "", 1))))
                .isEmpty();
        assertThat(MetricRules.problems(List.of(Metric.of("a", "x", "", 1), Metric.of("a", "x", "", 2))))
                .hasSize(1);
        assertThat(MetricRules.problems(List.of(Metric.of("a", "x", "", 1), Metric.of("a", "y", "C", 1))))
                .hasSize(1);
        assertThat(MetricRules.problems(List.of(Metric.of("a", "x".repeat(201), "", 1))))
                .hasSize(1);
    }
}
