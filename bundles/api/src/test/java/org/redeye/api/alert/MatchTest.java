package org.redeye.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

    @ParameterizedTest
    @CsvSource({
        "shop/checks/web/*,    shop/checks/web/home,                  true",
        "shop/checks/web/home, shop/checks/web/home,                  true",
        "shop/checks/web/home, shop/checks/web/home:total_seconds,    true",
        "shop/checks/web/home, shop/checks/web/home:used[/a:b/c],     true",
        "shop/checks/web/home, shop/checks/web/homepage,              false",
        "shop/checks/web/ho,   shop/checks/web/home:total_seconds,    false",
        "*:total_seconds,      shop/checks/web/home:total_seconds,    true",
    })
    void aSeriesFitsIfItsCheckDoes(String pattern, String subject, boolean fits) {
        var match = new Match("", pattern, "", "", Severity.INFO, Map.of());
        var condition = new Condition(
                "k", "", "", subject, "", Severity.INFO, true, Instant.EPOCH, "", "", "", Map.of(), Map.of(), Map.of());
        assertThat(match.fits(condition)).isEqualTo(fits);
    }
}
