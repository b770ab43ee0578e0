package org.redeye.section.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.RouteDeclaration;
import org.redeye.api.alert.Severity;
import org.redeye.testkit.SectionTypeContract;

class RoutesSectionTest extends SectionTypeContract {

    RoutesSectionTest() {
        super(new RoutesSection());
    }

    @Test
    void aRouteIsForAllUnlessItSaysMore() throws IOException {
        assertThat(compile("""
                        routes:
                          all: {role: dba}
                          night: {role: ops, severity: critical, hosts: "db*", labels: {team: "data*"}, order: 5}
                        """))
                .containsExactly(
                        new RouteDeclaration("example/routes/all", "example", Match.ALL, "dba", 100),
                        new RouteDeclaration(
                                "example/routes/night",
                                "example",
                                new Match("", "", "db*", "", Severity.CRITICAL, Map.of("team", "data*")),
                                "ops",
                                5));
    }
}
