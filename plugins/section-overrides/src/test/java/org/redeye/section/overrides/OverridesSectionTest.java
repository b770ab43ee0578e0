package org.redeye.section.overrides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.testkit.SectionTypeContract;

class OverridesSectionTest extends SectionTypeContract {

    OverridesSectionTest() {
        super(new OverridesSection());
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
    void timesAreThoseOfTheSchedule() throws IOException {
        List<Declaration> found = compile(
                "schedules: {dba: {zone: Europe/Prague}}\noverrides:\n  swaps:\n"
                        + "    a: {schedule: dba, person: bob, instead: ann, from: 2026-07-24T09:00, until: '2026-07-25T09:00Z'}\n"
                        + "    b: {schedule: base/dba, person: bob, zone: Asia/Tokyo, from: 2026-07-24, until: 2026-07-25, reason: x}\n");
        assertThat(found)
                .containsExactly(
                        new OverrideDeclaration(
                                "example/overrides/swaps/a",
                                "example",
                                "dba",
                                "bob",
                                "ann",
                                Instant.parse("2026-07-24T07:00:00Z"),
                                Instant.parse("2026-07-25T09:00:00Z"),
                                ""),
                        new OverrideDeclaration(
                                "example/overrides/swaps/b",
                                "example",
                                "base/dba",
                                "bob",
                                "",
                                Instant.parse("2026-07-23T15:00:00Z"),
                                Instant.parse("2026-07-24T15:00:00Z"),
                                "x"));
    }

    @Test
    void warnsOfNamesThatThePackageDoesNotKnow() throws IOException {
        assertThat(
                        warnings(
                                "schedules: {dba: {}}\npeople: {ann: {}}\noverrides:\n  swaps:\n"
                                        + "    a: {schedule: dbs, person: bob, instead: ann, from: 2026-07-24T09:00, until: 2026-07-25}\n"))
                .containsExactly(
                        "5:19 There is no schedule 'dbs' in this package. Did you mean 'dba'?",
                        "5:32 There is no person 'bob' in this package.");
    }
}
