package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.plugin.PluginInfo;

/**
 * A plugin.
 *
 * @param kind what it is one of
 * @param id its name within the kind
 * @param version the version of its bundle
 * @param title its name for people
 * @param help what it is for
 * @param bundle the symbolic name of its bundle
 * @param state active, pending or failed
 * @param reason why it is not active
 * @param schema the fields it takes, as JSON Schema; only when one plugin is asked for
 * @param readme its README.md; only when one plugin is asked for
 */
public record PluginJson(
        String kind,
        String id,
        String version,
        String title,
        String help,
        String bundle,
        String state,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> schema,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String readme) {

    /** As it stands in lists. */
    public static PluginJson brief(PluginInfo info) {
        return of(info, null, null);
    }

    /** With schema and readme. */
    public static PluginJson full(PluginInfo info, String readme) {
        return of(info, JsonSchema.of(info.schema()), readme);
    }

    private static PluginJson of(PluginInfo info, @Nullable Map<String, Object> schema, @Nullable String readme) {
        return new PluginJson(
                info.id().kind(),
                info.id().id(),
                info.version(),
                info.title(),
                info.help(),
                info.bundle(),
                info.state().name().toLowerCase(Locale.ROOT),
                info.reason(),
                schema,
                readme);
    }
}
