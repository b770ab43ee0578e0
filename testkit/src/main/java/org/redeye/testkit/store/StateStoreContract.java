package org.redeye.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

/** What every {@link StateStore} must do. A store's test extends it and says how the store is opened. */
public abstract class StateStoreContract {

    private static final int MOST_BYTES = 1 << 20;

    /** Where the store of this test lies. */
    @TempDir
    protected Path folder;

    private StateStore store;

    /** Opens a store; the first time it is empty, later in the same test it holds what the one before it held. */
    protected abstract StateStore open() throws Exception;

    /** Closes a store, so that it can be opened again. */
    protected void close(StateStore opened) throws Exception {
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() throws Exception {
        close(store);
    }

    @Test
    void whatWasNeverSetIsNotThere() {
        assertThat(store.get("bucket", "key")).isEmpty();
        assertThat(store.remove("bucket", "key")).isFalse();
        assertThat(store.scan("bucket", "", "", 10)).isEmpty();
        assertThat(store.get("bucket", "key")).isEmpty();
    }

    @Test
    void whatWasSetIsThere() {
        long version = store.put("bucket", "key", "value");
        assertThat(version).isPositive();
        assertThat(store.get("bucket", "key")).contains(new Versioned("key", "value", version));
        long next = store.put("bucket", "key", "");
        assertThat(store.get("bucket", "key")).contains(new Versioned("key", "", next));
    }

    @Test
    void versionsGrowWithEachChange() {
        long first = store.put("bucket", "key", "a");
        long second = store.put("bucket", "key", "a");
        long third = store.replace("bucket", "key", "b", second);
        assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aVersionIsNeverUsedTwice() throws Exception {
        long last = 0;
        for (int i = 0; i < 5; i++) {
            long version = i % 2 == 0 ? store.put("bucket", "key", "v") : store.replace("bucket", "key", "v", 0);
            assertThat(version).isGreaterThan(last);
            last = version;
            store.remove("bucket", "key");
            reopen();
        }
    }

    @Test
    void replaceChangesWhatTheCallerHasSeen() {
        long seen = store.put("bucket", "key", "old");
        long now = store.replace("bucket", "key", "new", seen);
        assertThat(now).isGreaterThan(seen);
        assertThat(store.get("bucket", "key")).contains(new Versioned("key", "new", now));
    }

    @Test
    void replaceRefusesWhatTheCallerHasNotSeen() {
        long seen = store.put("bucket", "key", "old");
        long now = store.put("bucket", "key", "newer");
        refused("key", seen);
        refused("key", 0);
        refused("key", now + 1);
        assertThat(store.get("bucket", "key")).contains(new Versioned("key", "newer", now));
    }

    @Test
    void replaceOfNothingCreates() {
        refused("key", 1);
        assertThat(store.get("bucket", "key")).isEmpty();
        long version = store.replace("bucket", "key", "value", 0);
        assertThat(store.get("bucket", "key")).contains(new Versioned("key", "value", version));
        store.remove("bucket", "key");
        refused("key", version);
        assertThat(store.get("bucket", "key")).isEmpty();
    }

    private void refused(String key, long expected) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.replace("bucket", key, "wrong", expected))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFLICT))
                .satisfies(e -> assertThat(e.getMessage()).contains("bucket", key));
    }

    @Test
    void whatWasRemovedIsGone() {
        store.put("bucket", "key", "value");
        assertThat(store.remove("bucket", "key")).isTrue();
        assertThat(store.get("bucket", "key")).isEmpty();
        assertThat(store.remove("bucket", "key")).isFalse();
        assertThat(store.scan("bucket", "", "", 10)).isEmpty();
    }

    @Test
    void bucketsAreKeptApart() {
        store.put("one", "key", "1");
        store.put("one-more", "key", "2");
        assertThat(store.get("one", "key").orElseThrow().value()).isEqualTo("1");
        assertThat(store.scan("one", "", "", 10)).extracting(Versioned::value).containsExactly("1");
        store.remove("one", "key");
        assertThat(store.get("one-more", "key").orElseThrow().value()).isEqualTo("2");
    }

    @Test
    void scanIsInTheOrderOfTheKeys() {
        var keys = List.of("b", "a", "ab", "B", "a/1", "a-1", "ä", "\uD83D\uDE00", "\uFFFD", "10", "9");
        keys.forEach(key -> store.put("bucket", key, "v" + key));
        assertThat(keys("", "", 100)).isEqualTo(keys.stream().sorted().toList());
        assertThat(store.scan("bucket", "", "", 100))
                .allSatisfy(one -> assertThat(one.value()).isEqualTo("v" + one.key()))
                .allSatisfy(one -> assertThat(store.get("bucket", one.key())).contains(one));
    }

    @Test
    void scanReadsAStretch() {
        List.of("a1", "a2", "a3", "a4", "b1", "b2", "a").forEach(key -> store.put("bucket", key, ""));
        store.put("other", "a9", "");
        assertThat(keys("a", "", 100)).containsExactly("a", "a1", "a2", "a3", "a4");
        assertThat(keys("a", "a2", 100)).containsExactly("a3", "a4");
        assertThat(keys("a", "a2", 1)).containsExactly("a3");
        assertThat(keys("b", "a2", 100)).containsExactly("b1", "b2");
        assertThat(keys("a", "b", 100)).isEmpty();
        assertThat(keys("", "a4", 2)).containsExactly("b1", "b2");
        assertThat(keys("c", "", 2)).isEmpty();
    }

    @Test
    void aLongBucketIsReadPageByPage() {
        var all = IntStream.range(0, 1_000).mapToObj(i -> "k" + i).sorted().toList();
        all.forEach(key -> store.put("bucket", key, key));
        var paged = new ArrayList<String>();
        var page = keys("", "", 99);
        while (!page.isEmpty() && paged.size() < all.size()) {
            paged.addAll(page);
            page = keys("", paged.get(paged.size() - 1), 99);
        }
        assertThat(page).isEmpty();
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void anyTextIsKept() {
        var texts = List.of("line\nline\r\n", "\u0000", "ü€😀", "{\"a\": null}", " ", "x".repeat(500));
        for (String text : texts) {
            store.put("bucket", text, text);
            assertThat(store.get("bucket", text).orElseThrow().value()).isEqualTo(text);
        }
    }

    @Test
    void boundsAreKept() {
        String longest = "k".repeat(512);
        store.put("b" + "-".repeat(63), longest, "v");
        assertThat(store.get("b" + "-".repeat(63), longest)).isPresent();
        store.put("bucket", "big", "ü".repeat(MOST_BYTES / 2));
        assertThat(store.get("bucket", "big").orElseThrow().value()).hasSize(MOST_BYTES / 2);
        for (String bucket : List.of("", "B", "1", "a b", "a/b", "-", "b".repeat(65), "ä")) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.put(bucket, "key", "v"));
            assertThatIllegalArgumentException().isThrownBy(() -> store.get(bucket, "key"));
            assertThatIllegalArgumentException().isThrownBy(() -> store.scan(bucket, "", "", 1));
        }
        for (String key : List.of("", longest + "k")) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.put("bucket", key, "v"));
            assertThatIllegalArgumentException().isThrownBy(() -> store.replace("bucket", key, "v", 0));
        }
        String tooBig = "ü".repeat(MOST_BYTES / 2) + "u";
        assertThatIllegalArgumentException().isThrownBy(() -> store.put("bucket", "big", tooBig));
        assertThatIllegalArgumentException().isThrownBy(() -> store.replace("bucket", "new", tooBig, 0));
        assertThat(store.get("bucket", "new")).isEmpty();
    }

    @Test
    void everythingIsThereAfterItWasOpenedAgain() throws Exception {
        IntStream.range(0, 500).forEach(i -> store.put("bucket", "k" + i, "v" + i));
        IntStream.range(0, 500).filter(i -> i % 3 == 0).forEach(i -> store.remove("bucket", "k" + i));
        store.put("other", "k", "v");
        var before = store.scan("bucket", "", "", 1_000);
        reopen();
        assertThat(store.scan("bucket", "", "", 1_000)).isEqualTo(before).hasSize(333);
        var other = store.get("other", "k").orElseThrow();
        assertThat(store.replace("other", "k", "w", other.version())).isGreaterThan(other.version());
        assertThat(store.put("bucket", "k1", "w"))
                .isGreaterThan(before.stream()
                        .filter(one -> one.key().equals("k1"))
                        .findFirst()
                        .orElseThrow()
                        .version());
    }

    @Test
    void oneOfManyWhoReplaceAtOnceWins() throws Exception {
        store.put("bucket", "count", "0");
        inParallel(() -> {
            for (int done = 0; done < 50; ) {
                var seen = store.get("bucket", "count").orElseThrow();
                try {
                    store.replace(
                            "bucket", "count", String.valueOf(Integer.parseInt(seen.value()) + 1), seen.version());
                    done++;
                } catch (StoreException e) {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFLICT);
                }
            }
            return List.of();
        });
        assertThat(store.get("bucket", "count").orElseThrow().value()).isEqualTo("200");
    }

    @Test
    void manyMayPutAtOnce() throws Exception {
        var versions = inParallel(() -> IntStream.range(0, 50)
                .mapToObj(i -> store.put("bucket", "key", String.valueOf(i)))
                .toList());
        assertThat(new HashSet<>(versions)).hasSize(200);
        assertThat(store.get("bucket", "key").orElseThrow().version())
                .isEqualTo(versions.stream().mapToLong(v -> v).max().orElseThrow());
    }

    private static List<Long> inParallel(Callable<List<Long>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var all = new ArrayList<Long>();
            for (var done : threads.invokeAll(List.of(work, work, work, work))) {
                all.addAll(done.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private void reopen() throws Exception {
        close(store);
        store = open();
    }

    private List<String> keys(String prefix, String after, int limit) {
        return store.scan("bucket", prefix, after, limit).stream()
                .map(Versioned::key)
                .toList();
    }
}
