package org.redeye.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

/** Whatever byte is the last that gets to the disk, the state is that of the last acknowledged change or the one after. */
class CrashTest {

    private static final int KEYS = 12;

    private record Moment(long logLength, Map<String, Versioned> state) {}

    /** Between two commits all that is written is the log: it is cut at any byte, or its last bytes are garbage. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void theLogMayBeCutAnywhere(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        var random = new Random(seed);
        Path folder = Files.createTempDirectory("rem-cut");
        Path log = Stores.file(folder).resolveSibling("state.mv.log");
        var moments = new ArrayList<Moment>();
        try (var store = Stores.open(folder)) {
            moments.add(new Moment(Files.size(log), state(store)));
            for (int i = 0; i < 30; i++) {
                change(store, random, i);
                moments.add(new Moment(Files.size(log), state(store)));
            }
            Path copy = folder.resolve("copy");
            Files.createDirectories(Stores.file(copy).getParent());
            Files.copy(Stores.file(folder), Stores.file(copy));
            byte[] bytes = Files.readAllBytes(log);
            int cut = random.nextInt(bytes.length + 1);
            byte[] torn = java.util.Arrays.copyOf(bytes, random.nextBoolean() ? cut : bytes.length);
            for (int i = cut; i < torn.length; i++) {
                torn[i] = (byte) random.nextInt(256);
            }
            Files.write(Stores.file(copy).resolveSibling("state.mv.log"), torn);
            try (var again = Stores.open(copy)) {
                assertThat(state(again)).isEqualTo(lastBefore(moments, cut).state());
                change(again, random, 99);
            }
        } finally {
            deleteAll(folder);
        }
    }

    private static Moment lastBefore(List<Moment> moments, long cut) {
        return moments.stream()
                .filter(moment -> moment.logLength() <= cut)
                .reduce((a, b) -> b)
                .orElse(moments.get(0));
    }

    /** While changes are taken into the file, it may be torn at any byte; the log has them still. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void theFileMayBeTornAnywhere(
            @ForAll @IntRange(max = 200_000) int bytes, @ForAll @IntRange(max = 1_000_000) int seed)
            throws IOException {
        var random = new Random(seed);
        Path folder = Files.createTempDirectory("rem-torn");
        Map<String, String> acknowledged = new TreeMap<>();
        Map<String, String> doubtful = new TreeMap<>();
        try {
            for (int life = 0; life < 3; life++) {
                DyingFiles.dieAfter(life == 0 ? bytes : random.nextInt(60_000));
                try {
                    var store = Stores.open(folder, DyingFiles.SCHEME, 500);
                    assertThat(values(store)).isIn(acknowledged, doubtful);
                    acknowledged = values(store);
                    for (int i = 0; i < 60; i++) {
                        String key = "k" + random.nextInt(KEYS);
                        doubtful = new TreeMap<>(acknowledged);
                        if (random.nextInt(4) == 0) {
                            doubtful.remove(key);
                            store.remove("bucket", key);
                        } else {
                            String value = "p".repeat(random.nextInt(60)) + i;
                            doubtful.put(key, value);
                            store.put("bucket", key, value);
                        }
                        acknowledged = doubtful;
                    }
                } catch (StoreException e) {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE);
                    assertThat(DyingFiles.isDead()).as(() -> "alive, but " + e).isTrue();
                }
                DyingFiles.bury();
            }
            try (var store = Stores.open(folder)) {
                assertThat(values(store)).isIn(acknowledged, doubtful);
                store.put("bucket", "key", "value");
            }
        } finally {
            DyingFiles.bury();
            deleteAll(folder);
        }
    }

    /** A file with other bytes in it is either read rightly or refused in words; and it is not touched. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aDamagedFileIsRefusedInWords(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        var random = new Random(seed);
        Path folder = Files.createTempDirectory("rem-damaged");
        try {
            try (var store = Stores.open(folder, "", 200)) {
                for (int i = 0; i < 30; i++) {
                    change(store, random, i);
                }
            }
            Path file = Stores.file(folder);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : bytes[i];
            }
            Files.write(file, bytes);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Stores.open(folder))
                    .withMessageContaining(file.toString())
                    .withMessageContaining("damaged")
                    .withMessageContaining("backup")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
            assertThat(file.resolveSibling("state.mv.broken")).exists();
            assertThat(file).exists();
        } finally {
            deleteAll(folder);
        }
    }

    private static void change(StateStore store, Random random, int i) {
        String key = "k" + random.nextInt(KEYS);
        switch (random.nextInt(4)) {
            case 0 -> store.remove("bucket", key);
            case 1 ->
                store.replace(
                        "bucket",
                        key,
                        "r" + i,
                        store.get("bucket", key).map(Versioned::version).orElse(0L));
            default -> store.put("bucket", key, "p".repeat(random.nextInt(60)) + i);
        }
    }

    private static Map<String, Versioned> state(StateStore store) {
        var state = new TreeMap<String, Versioned>();
        store.scan("bucket", "", "", 1_000).forEach(one -> state.put(one.key(), one));
        return state;
    }

    private static Map<String, String> values(StateStore store) {
        var values = new TreeMap<String, String>();
        store.scan("bucket", "", "", 1_000).forEach(one -> values.put(one.key(), one.value()));
        return values;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
