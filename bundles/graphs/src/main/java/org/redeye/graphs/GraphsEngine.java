package org.redeye.graphs;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.check.Checks;
import org.redeye.api.graph.GraphInfo;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.Graphs;
import org.redeye.api.graph.Picture;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** The graphs as a service. */
@Component(
        service = {Graphs.class, Meters.class},
        configurationPid = "org.redeye.graphs")
public final class GraphsEngine implements Graphs, Meters {

    /** Settings in {@code etc/org.redeye.graphs.cfg}. */
    @interface Config {
        /** How many bytes of pictures are kept in memory. */
        long kept_bytes() default 32L << 20;
    }

    private final Gallery gallery;
    private final InstantSource clock;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Series series;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Checks checks;

    /** Begins with nothing drawn. */
    @Activate
    public GraphsEngine(Config config) {
        this(config.kept_bytes(), InstantSource.system());
    }

    GraphsEngine(long keptBytes, InstantSource clock) {
        this.gallery = new Gallery(keptBytes, Math.max(2, Runtime.getRuntime().availableProcessors()));
        this.clock = clock;
    }

    /** The engines it reads from; without components. */
    GraphsEngine with(Series someSeries, @Nullable Checks someChecks) {
        series = someSeries;
        checks = someChecks;
        return this;
    }

    @Override
    public Optional<Picture> draw(GraphSpec spec) {
        Series from = series();
        return Subject.of(spec.id(), from, Optional.ofNullable(checks))
                .flatMap(subject -> subject.of(spec.unit()).map(lines -> draw(spec, subject.title(), lines, from)));
    }

    private Picture draw(GraphSpec spec, String title, List<SeriesInfo> lines, Series from) {
        Scene scene = Scene.of(spec, title, lines, clock.millis());
        return gallery.get(spec, scene, () -> {
            byte[] bytes = Artist.draw(Reading.sheet(spec, scene, from));
            return new Picture(bytes, spec.format(), tag(bytes), scene.asOf());
        });
    }

    @Override
    public Optional<GraphInfo> find(String id) {
        return Subject.of(id, series(), Optional.ofNullable(checks)).map(GraphsEngine::info);
    }

    private static GraphInfo info(Subject subject) {
        long step = subject.byUnit().values().stream()
                .flatMap(List::stream)
                .mapToLong(info -> info.key().step().toMillis())
                .min()
                .orElseThrow();
        return new GraphInfo(
                subject.id(), subject.title(), List.copyOf(subject.byUnit().keySet()), step);
    }

    private Series series() {
        Series there = series;
        if (there == null) {
            throw new IllegalStateException("The series engine is not running. Try again later.");
        }
        return there;
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public List<Meter> read() {
        return gallery.read();
    }
}
