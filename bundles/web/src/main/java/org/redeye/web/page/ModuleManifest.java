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
 * What the {@code widget.json} or {@code field.json} of a plugin says of its module.
 *
 * @param module the file of its module, beside this one
 * @param export the name under which the module exports the custom element's class
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ModuleManifest(@Nullable String module, @Nullable String export) {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleManifest.class);

    /** Reads it; empty if it is no such file or lacks module or export. */
    static Optional<ModuleManifest> read(String file, String plugin, byte[] json) {
        try {
            ModuleManifest manifest = Json.MAPPER
                    .readerFor(ModuleManifest.class)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(json);
            if (manifest.module == null || manifest.export == null) {
                LOG.warn("The {} of {} lacks 'module' or 'export'; it cannot be shown", file, plugin);
                return Optional.empty();
            }
            return Optional.of(manifest);
        } catch (JsonProcessingException e) {
            LOG.warn("The {} of {} cannot be read: {}", file, plugin, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warn("The {} of {} cannot be read: {}", file, plugin, e.toString());
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
