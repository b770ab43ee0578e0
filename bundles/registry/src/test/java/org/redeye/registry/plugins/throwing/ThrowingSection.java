package org.redeye.registry.plugins.throwing;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Its constructor throws as long as the system property {@code test.device} is not set. */
@Component
@Plugin(kind = "section", id = "throwing", title = "Throwing")
public final class ThrowingSection implements SectionType {
    /** Throws. */
    @Activate
    public ThrowingSection() {
        if (System.getProperty("test.device") == null) {
            throw new IllegalStateException("there is no device /dev/none", new DeviceException("open failed"));
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

    /** An exception type that nobody else knows. */
    private static final class DeviceException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DeviceException(String message) {
            super(message);
        }
    }
}
