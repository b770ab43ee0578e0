package org.redeye.registry.plugins.hanging;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Its schema never comes, whoever interrupts. */
@Component
@Plugin(kind = "section", id = "hanging", title = "Hanging")
public final class HangingSection implements SectionType {
    @Override
    public Schema schema() {
        var never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                System.setProperty("test.interrupted", "true");
            }
        }
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        return List.of();
    }
}
