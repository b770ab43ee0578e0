package org.redeye.registry.plugins.leaky;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Its schema throws an error of its own making. */
@Component
@Plugin(kind = "section", id = "leaky", title = "Leaky")
public final class LeakySection implements SectionType {
    @Override
    public Schema schema() {
        throw new LeakyError();
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        return List.of();
    }

    /** A type that nobody else knows. */
    private static final class LeakyError extends Error {
        private static final long serialVersionUID = 1;

        LeakyError() {
            super("own error");
        }
    }
}
