package org.redeye.registry.plugins.stuck;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Its constructor does not return until the system property {@code test.release} is set. */
@Component
@Plugin(kind = "section", id = "stuck", title = "Stuck")
public final class StuckSection implements SectionType {
    /** Waits. */
    @Activate
    public StuckSection() throws InterruptedException {
        while (System.getProperty("test.release") == null) {
            Thread.sleep(10);
        }
    }

    @Override
    public Schema schema() {
        return Schema.EMPTY;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        return List.of();
    }
}
