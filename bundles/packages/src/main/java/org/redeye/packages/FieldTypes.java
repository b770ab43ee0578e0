package org.redeye.packages;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Schema;

/** The field types that are there now. */
final class FieldTypes {

    private final PluginRegistry plugins;

    FieldTypes(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    /** What a field type may know; {@code sections} gives the names of a section's items. */
    FieldContext context(FieldSpec spec, Function<String, List<String>> sections) {
        return new Context(spec, sections);
    }

    /** The field types that a schema needs and that are not there. */
    Collection<PluginId> missing(Schema schema) {
        var missing = new TreeSet<PluginId>();
        schema.layers().forEach(layer -> need(layer.type(), missing));
        schema.fields().values().forEach(field -> need(field, missing));
        schema.sections().values().forEach(section -> missing.addAll(missing(section)));
        return missing;
    }

    private void need(FieldSpec field, Collection<PluginId> missing) {
        need(field.type(), missing);
        field.element().forEach(element -> need(element, missing));
    }

    private void need(String type, Collection<PluginId> missing) {
        // a definition that was read while field:text was away has no words in it: it is that which is missing
        Optional<PluginId> id = PluginIds.of("field", type.isEmpty() ? "text" : type);
        id.filter(named -> plugins.instance(named, FieldType.class).isEmpty()).ifPresent(missing::add);
    }

    private final class Context implements FieldContext {
        private final FieldSpec spec;
        private final Function<String, List<String>> sections;

        Context(FieldSpec spec, Function<String, List<String>> sections) {
            this.spec = spec;
            this.sections = sections;
        }

        @Override
        public FieldSpec spec() {
            return spec;
        }

        @Override
        public FieldContext with(FieldSpec other) {
            return new Context(other, sections);
        }

        @Override
        public FieldType<?> type(String id) throws FieldException {
            Optional<FieldType<?>> type = PluginIds.of("field", id)
                    .flatMap(named -> plugins.instance(named, FieldType.class))
                    .map(found -> found);
            return type.orElseThrow(() -> new FieldException("needs field:" + id));
        }

        @Override
        public List<String> names(String target) {
            if (!target.startsWith("plugin:")) {
                return sections.apply(target);
            }
            String kind = target.substring("plugin:".length());
            return plugins.list().stream()
                    .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                    .map(PluginInfo::id)
                    .filter(id -> id.kind().equals(kind))
                    .map(PluginId::id)
                    .distinct()
                    .toList();
        }
    }

    /** The names of no section at all, for settings that stand outside a package. */
    static final Function<String, List<String>> NO_SECTIONS = section -> List.of();

    /** The names of the sections in a map. */
    static Function<String, List<String>> names(Map<String, List<String>> bySection) {
        return section -> bySection.getOrDefault(section, List.of());
    }
}
