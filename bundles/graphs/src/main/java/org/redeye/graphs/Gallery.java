package org.redeye.graphs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.Picture;
import org.redeye.api.platform.Meter;

/**
 * The pictures that were drawn, the newest of each spec: bounded by bytes, the least recently asked for give way. What many
 * ask for at once is drawn once. Thread-safe.
 */
final class Gallery {

    /** What a picture and its place take beside its bytes, about. */
    private static final int OVERHEAD = 1_000;

    private static final int OVERHEAD_LINE = 300;

    private final long bound;
    private final Semaphore drawing;
    private final Map<GraphSpec, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Order, CompletableFuture<Picture>> orders = new ConcurrentHashMap<>();
    private final LongAdder drawn = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private final LongAdder evicted = new LongAdder();
    private long bytes;

    private record Kept(Scene scene, Picture picture) {
        long size() {
            return picture.bytes().length
                    + OVERHEAD
                    + (long) OVERHEAD_LINE * scene.series().size();
        }
    }

    private record Order(GraphSpec spec, Scene scene) {}

    /**
     * @param bound bytes that are kept at most
     * @param atOnce pictures that are drawn at once at most: each takes a thread and some megabytes
     */
    Gallery(long bound, int atOnce) {
        this.bound = bound;
        this.drawing = new Semaphore(atOnce);
    }

    /** The picture of a scene; drawn if it is not there, by the first of those who ask at once. */
    Picture get(GraphSpec spec, Scene scene, Supplier<Picture> draw) {
        Optional<Picture> there = find(spec, scene);
        if (there.isPresent()) {
            reused.increment();
            return there.get();
        }
        var mine = new CompletableFuture<Picture>();
        var order = new Order(spec, scene);
        CompletableFuture<Picture> others = orders.putIfAbsent(order, mine);
        if (others != null) {
            reused.increment();
            return result(others);
        }
        try {
            // somebody may have finished it between the look and the order
            Picture picture = find(spec, scene).orElseGet(() -> drawn(spec, scene, draw));
            mine.complete(picture);
            return picture;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            orders.remove(order);
        }
    }

    private static Picture result(CompletableFuture<Picture> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Picture drawn(GraphSpec spec, Scene scene, Supplier<Picture> draw) {
        drawing.acquireUninterruptibly();
        long begun = System.nanoTime();
        try {
            Picture picture = draw.get();
            keep(spec, new Kept(scene, picture));
            return picture;
        } finally {
            drawing.release();
            drawn.increment();
            nanos.add(System.nanoTime() - begun);
        }
    }

    private synchronized Optional<Picture> find(GraphSpec spec, Scene scene) {
        Kept found = kept.get(spec);
        return found != null && found.scene().equals(scene) ? Optional.of(found.picture()) : Optional.empty();
    }

    private synchronized void keep(GraphSpec spec, Kept picture) {
        Kept before = kept.remove(spec);
        bytes -= before == null ? 0 : before.size();
        if (picture.size() > bound) {
            evicted.increment();
            return;
        }
        kept.put(spec, picture);
        bytes += picture.size();
        var oldest = kept.values().iterator();
        while (bytes > bound) {
            bytes -= oldest.next().size();
            oldest.remove();
            evicted.increment();
        }
    }

    private synchronized List<Meter> room() {
        return List.of(
                Meter.gauge("graphs_kept", "Pictures that are kept", kept.size()),
                Meter.gauge("graphs_kept_bytes", "Bytes of memory they take, about", (double) bytes));
    }

    /** How it is. */
    List<Meter> read() {
        var meters = new ArrayList<>(room());
        meters.add(Meter.counter("graphs_drawn_total", "Pictures that were drawn", (double) drawn.sum()));
        meters.add(Meter.counter("graphs_drawing_seconds_total", "Seconds spent drawing", nanos.sum() / 1e9));
        meters.add(Meter.counter(
                "graphs_reused_total", "Answers with a picture that was drawn before", (double) reused.sum()));
        meters.add(Meter.counter(
                "graphs_evicted_total", "Pictures that gave way because of the bound", (double) evicted.sum()));
        return meters;
    }
}
