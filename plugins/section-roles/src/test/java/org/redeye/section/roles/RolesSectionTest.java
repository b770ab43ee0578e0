package org.redeye.section.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.RoleDeclaration.Step;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.testkit.SectionTypeContract;

class RolesSectionTest extends SectionTypeContract {

    RolesSectionTest() {
        super(new RolesSection());
    }

    @Override
    protected Map<String, Schema> beside() {
        var sections = new HashMap<>(super.beside());
        sections.put("schedules", named());
        sections.put("people", named());
        return sections;
    }

    private static Schema named() {
        return Schema.fields(
                        FieldSpec.of("name", "text").build(),
                        FieldSpec.of("zone", "text").build())
                .below(IndexLayer.key("name"));
    }

    @Test
    void stepsComeInTheOrderOfTheirDelay() throws IOException {
        assertThat(
                        compile(
                                "roles:\n  dba: {schedule: week, steps: [{person: ann, after: 1h30m}, {role: ops, after: 10m}]}\n"))
                .containsExactly(new RoleDeclaration(
                        "example/roles/dba",
                        "example",
                        "dba",
                        "dba",
                        "week",
                        List.of(),
                        List.of(
                                new Step("ops", "", Duration.ofMinutes(10)),
                                new Step("", "ann", Duration.ofMinutes(90))),
                        Duration.ofMinutes(30),
                        Duration.ofHours(4)));
    }

    @Test
    void warnsOfARoleThatNobodyHolds() throws IOException {
        assertThat(
                        warnings(
                                "schedules: {week: {}}\nroles:\n  dba: {title: DBA}\n  ops: {schedule: weke, steps: [{role: dbb, after: 1m}]}\n"))
                .containsExactly(
                        "3:8 The role has neither 'schedule' nor 'people', so nobody holds it.",
                        "4:19 There is no schedule 'weke' in this package. Did you mean 'week'?",
                        "4:32 There is no role 'dbb' in this package. Did you mean 'dba'?");
    }
}
