package org.redeye.series;

import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what people do with stored series, to the store that is there now. Thread-safe. */
@Component(service = SeriesUpkeep.class, configurationPid = "org.redeye.series")
public final class StoreUpkeep implements SeriesUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(StoreUpkeep.class);

    private final PluginRegistry plugins;
    private final PluginId id;

    /** @param config names the store */
    @Activate
    public StoreUpkeep(@Reference PluginRegistry plugins, SeriesEngine.Config config) {
        this(plugins, config.store());
    }

    StoreUpkeep(PluginRegistry plugins, String store) {
        this.plugins = plugins;
        this.id = new PluginId("store", store);
    }

    private <T> T ask(Function<SeriesUpkeep, T> question) {
        SeriesStore store = plugins.instance(id, SeriesStore.class)
                .orElseThrow(() -> new StoreException(
                        StoreException.Kind.UNAVAILABLE, "The plugin " + id + " is not there. Try again later."));
        if (store instanceof SeriesUpkeep upkeep) {
            return question.apply(upkeep);
        }
        throw new IllegalStateException(
                "The plugin " + id + " can neither rename, join nor retire series, nor write backups of them.");
    }

    @Override
    public SeriesInfo rename(String series, String check, String metric, String item) {
        SeriesInfo renamed = ask(store -> store.rename(series, check, metric, item));
        LOG.info("Series {} is renamed to {}", series, renamed.id());
        return renamed;
    }

    @Override
    public SeriesInfo join(String from, String into) {
        SeriesInfo joined = ask(store -> store.join(from, into));
        LOG.info("The history of series {} is in {} now", from, into);
        return joined;
    }

    @Override
    public SeriesInfo retire(String series, long at) {
        SeriesInfo retired = ask(store -> store.retire(series, at));
        LOG.info("Series {} is retired", series);
        return retired;
    }

    @Override
    public SeriesInfo revive(String series) {
        SeriesInfo revived = ask(store -> store.revive(series));
        LOG.info("Series {} is not retired any more", series);
        return revived;
    }

    @Override
    public List<Retired> retired() {
        return ask(SeriesUpkeep::retired);
    }

    @Override
    public Backup backup() {
        Backup backup = ask(SeriesUpkeep::backup);
        LOG.info("The backup {} has {} series in {} bytes", backup.name(), backup.series(), backup.bytes());
        return backup;
    }

    @Override
    public List<Backup> backups() {
        return ask(SeriesUpkeep::backups);
    }

    @Override
    public Restored restore(String name) {
        LOG.info("The backup {} is being restored", name);
        return ask(store -> store.restore(name));
    }

    @Override
    public SeriesStore.Usage usage() {
        return ask(SeriesUpkeep::usage);
    }
}
