package org.redeye.registry.plugins.needy;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Needs a service. */
@Component
@Plugin(kind = "section", id = "needy", title = "Needy", help = "Needs a service")
public final class NeedySection implements SectionType {
    private final Runnable device;

    /** Takes the service. */
    @Activate
    public NeedySection(@Reference(target = "(device=fan)") Runnable device) {
        this.device = device;
    }

    @Override
    public Schema schema() {
        return Schema.EMPTY;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        device.run();
        return List.of();
    }
}
