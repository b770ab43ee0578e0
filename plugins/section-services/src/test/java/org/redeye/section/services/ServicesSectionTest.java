package org.redeye.section.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.testkit.SectionTypeContract;

class ServicesSectionTest extends SectionTypeContract {

    private static final String OTHERS = "hosts: {lan: {db1: {address: a}, db2: {address: b}}}\n";

    ServicesSectionTest() {
        super(new ServicesSection());
    }

    /** Hosts that services may name. */
    @Override
    protected Map<String, Schema> beside() {
        var sections = new HashMap<>(super.beside());
        sections.put(
                "hosts",
                Schema.fields(
                                FieldSpec.of("name", "text").build(),
                                FieldSpec.of("address", "text").build())
                        .below(IndexLayer.group("group"), IndexLayer.key("name")));
        return sections;
    }

    private DependencyDeclaration last(String yaml) throws IOException {
        var all = compile(OTHERS + yaml);
        return (DependencyDeclaration) all.get(all.size() - 1);
    }

    @Test
    void hostsMeanAllTheirChecks() throws IOException {
        assertThat(last("services: {s: {db: {hosts: [\"lan/*\"], checks: [\"example/checks/x\"]}}}")
                        .checks())
                .containsExactly("example/checks/x", "example/*@db1", "example/*@db2");
    }

    @Test
    void allConnectionsAreOneWayAndAlternativesAreSeveral() throws IOException {
        var web =
                last("services: {s: {db: {checks: [d], interfaces: {sql: 5432}}, c1: {checks: [c]}, c2: {checks: [c]},"
                        + " web: {checks: [w], connections: [db/sql, core/mail], any of: [c1, c2]}}}");
        assertThat(web.name()).isEqualTo("web");
        assertThat(web.ways())
                .containsExactly(
                        List.of("example/db", "core/mail", "example/c1"),
                        List.of("example/db", "core/mail", "example/c2"));
        assertThat(last("services: {s: {db: {checks: [d]}}}").ways()).isEmpty();
    }
}
