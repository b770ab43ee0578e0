package org.redeye.registry;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.redeye.registry.Survey.Finding;

/** The widgets: plugins without Java. One is ACTIVE while its bundle is and its {@code widget.json} is sound. */
final class Widgets {
    private static final String FILE = "widget.json";

    private final Map<Long, Known> known = new HashMap<>();

    /** @param modified which state of the bundle it was read from */
    private record Known(long modified, Finding finding) {}

    Finding find(Bundle bundle) {
        Known read = known.get(bundle.getBundleId());
        if (read == null || read.modified() != bundle.getLastModified()) {
            read = new Known(bundle.getLastModified(), read(bundle));
            known.put(bundle.getBundleId(), read);
        }
        return read.finding();
    }

    /** Forgets the bundles that are gone. */
    void keepOnly(Collection<Long> bundles) {
        known.keySet().retainAll(bundles);
    }

    private static Finding read(Bundle bundle) {
        Optional<byte[]> bytes = Resources.read(bundle, FILE);
        if (bytes.isEmpty()) {
            return Finding.failed("its jar has no META-INF/rem/" + FILE + ", which names its module and class");
        }
        try {
            WidgetFile file = WidgetFile.parse(new String(bytes.get(), StandardCharsets.UTF_8));
            if (Resources.read(bundle, file.module()).isEmpty()) {
                return Finding.failed("META-INF/rem/" + FILE + " names the module '" + file.module()
                                + "', but there is no such file beside it")
                        .named(file.title(), file.help());
            }
            return Finding.active(file.title(), file.help(), file.schema(), 0);
        } catch (WidgetFile.Broken e) {
            return Finding.failed(e.getMessage());
        }
    }
}
