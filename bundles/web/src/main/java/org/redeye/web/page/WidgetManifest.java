package org.redeye.web.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.web.http.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a widget's {@code widget.json} says.
 *
 * @param module the file of its module, beside {@code widget.json}
 * @param export the name under which the module exports the custom element's class
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record WidgetManifest(@Nullable String module, @Nullable String export) {

    private static final Logger LOG = LoggerFactory.getLogger(WidgetManifest.class);

    /** Reads it; empty if it is no such file or lacks module or export. */
    static Optional<WidgetManifest> read(String widget, byte[] json) {
        try {
            WidgetManifest manifest = Json.MAPPER
                    .readerFor(WidgetManifest.class)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(json);
            if (manifest.module == null || manifest.export == null) {
                LOG.warn("The widget.json of {} lacks 'module' or 'export'; it cannot be shown", widget);
                return Optional.empty();
            }
            return Optional.of(manifest);
        } catch (JsonProcessingException e) {
            LOG.warn("The widget.json of {} cannot be read: {}", widget, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warn("The widget.json of {} cannot be read: {}", widget, e.toString());
        }
        return Optional.empty();
    }

    String moduleFile() {
        return String.valueOf(module);
    }

    String exportName() {
        return String.valueOf(export);
    }
}
