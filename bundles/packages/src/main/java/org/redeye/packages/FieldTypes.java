package org.redeye.packages;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Names of types whose ids are kept; texts may name any. */
    private static final int MOST_IDS = 1_000;

    private final PluginRegistry plugins;
    private final Map<String, Optional<PluginId>> ids = new ConcurrentHashMap<>();

    FieldTypes(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    /** What a field type may know within a package. */
    FieldContext context(FieldSpec spec, Vocabulary words) {
        return new Context(spec, words);
    }

    /** The field types that a schema needs and that are not there. */
    Collection<PluginId> missing(Schema schema) {
        return missing(schema, Vocabulary.NONE);
    }

    /** The same within a package, which may have types of its own. */
    Collection<PluginId> missing(Schema schema, Vocabulary words) {
        var missing = new TreeSet<PluginId>();
        schema.layers().forEach(layer -> need(layer.type(), words, missing));
        schema.fields().values().forEach(field -> need(field, words, missing));
        schema.sections().values().forEach(section -> missing.addAll(missing(section, words)));
        return missing;
    }

    private void need(FieldSpec field, Vocabulary words, Collection<PluginId> missing) {
        need(field.type(), words, missing);
        field.element().forEach(element -> need(element, words, missing));
    }

    private void need(String type, Vocabulary words, Collection<PluginId> missing) {
        OwnType own = words.types().get(type);
        if (own != null) {
            need(own.spec(), words, missing);
            return;
        }
        // a definition that was read while field:text was away has no words in it: it is that which is missing
        Optional<PluginId> id = PluginIds.of("field", type.isEmpty() ? "text" : type);
        id.filter(named -> plugins.instance(named, FieldType.class).isEmpty()).ifPresent(missing::add);
    }

    /** Every value of every item asks for it. */
    private Optional<PluginId> idOf(String type) {
        Optional<PluginId> known = ids.get(type);
        if (known == null) {
            known = PluginIds.of("field", type);
            if (ids.size() < MOST_IDS) {
                ids.put(type, known);
            }
        }
        return known;
    }

    private final class Context implements FieldContext {
        private final FieldSpec spec;
        private final Vocabulary words;

        Context(FieldSpec spec, Vocabulary words) {
            this.spec = spec;
            this.words = words;
        }

        @Override
        public FieldSpec spec() {
            return spec;
        }

        @Override
        public FieldContext with(FieldSpec other) {
            return new Context(other, words);
        }

        @Override
        public FieldType<?> type(String id) throws FieldException {
            OwnType own = words.types().get(id);
            if (own != null) {
                return own;
            }
            Optional<FieldType<?>> type = idOf(id).flatMap(named -> plugins.instance(named, FieldType.class))
                    .map(found -> found);
            return type.orElseThrow(() -> new FieldException("needs field:" + id));
        }

        @Override
        public List<String> names(String target) {
            if (!target.startsWith("plugin:")) {
                return words.names().apply(target);
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
}
