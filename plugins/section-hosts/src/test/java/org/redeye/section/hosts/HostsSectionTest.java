package org.redeye.section.hosts;

import java.util.HashMap;
import java.util.Map;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.testkit.SectionTypeContract;

class HostsSectionTest extends SectionTypeContract {

    HostsSectionTest() {
        super(new HostsSection());
    }

    /** Checks that hosts may name. */
    @Override
    protected Map<String, Schema> beside() {
        var sections = new HashMap<>(super.beside());
        sections.put(
                "checks",
                Schema.fields(
                                FieldSpec.of("probe", "text").build(),
                                FieldSpec.of("hosts", "text").build())
                        .below(IndexLayer.group("group"), IndexLayer.key("")));
        return sections;
    }
}
