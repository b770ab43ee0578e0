package org.redeye.web.rest;

import java.util.Optional;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.web.Engines;
import org.redeye.web.json.Values;

/** Whether a secret may stand in the text of a package. */
record Secrecy(Engines engines) {

    /** What is refused or pending has not been typed, so nobody knows what is a secret there. */
    boolean mayHoldSecrets(PackageInfo info) {
        return !info.problems().isEmpty()
                || !info.pending().isEmpty()
                || engines.packages().items(info.name(), "").stream().anyMatch(this::holdsSecret);
    }

    private boolean holdsSecret(Item item) {
        return engines.packages()
                .schema(item.packageName(), item.section())
                .map(schema -> holdsSecret(item, schema))
                .orElseGet(() -> Values.holdsSecret(item)
                        || !item.values().keySet().containsAll(item.raw().keySet()));
    }

    private boolean holdsSecret(Item item, Schema schema) {
        return Values.holdsSecret(item)
                || schema.fields().values().stream().anyMatch(field -> holdsSecretOfPlugin(item, field))
                || item.nested().entrySet().stream().anyMatch(section -> section.getValue().stream()
                        .anyMatch(inner ->
                                holdsSecret(inner, schema.sections().getOrDefault(section.getKey(), Schema.EMPTY))));
    }

    /** The fields of a plugin that an item names stand beside its own, and are typed by that plugin alone. */
    private boolean holdsSecretOfPlugin(Item item, FieldSpec field) {
        if (!field.inline() || !field.target().startsWith("plugin:")) {
            return false;
        }
        Optional<Schema> settings = plugin(field.target().substring("plugin:".length()), item.text(field.name()))
                .flatMap(id -> engines.registry().find(id))
                .map(PluginInfo::schema);
        return item.raw().keySet().stream()
                .filter(key -> !item.values().containsKey(key))
                .anyMatch(key -> settings.map(schema -> schema.fields().get(key))
                        .map(Secrecy::isSecret)
                        .orElse(true)); // nobody knows what it is
    }

    private static Optional<PluginId> plugin(String kind, String id) {
        try {
            return Optional.of(new PluginId(kind, id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSecret(FieldSpec field) {
        return field.type().equals("secret") || field.element().stream().anyMatch(Secrecy::isSecret);
    }
}
