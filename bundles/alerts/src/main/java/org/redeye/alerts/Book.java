package org.redeye.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;

/**
 * What is stored: the entries of each alert, which alerts are not done with, and a line about each that is. Reading is
 * thread-safe; writing is the engine's alone.
 */
final class Book {

    private static final String ENTRIES = "alert-entries";
    private static final String LIVE = "alert-live";
    private static final String HEADS = "alert-heads";
    private static final String META = "alert-meta";
    private static final String LAST = "last";
    private static final int PAGE = 1000;

    private final StateStore store;
    private final ConcurrentSkipListMap<Long, Head> heads = new ConcurrentSkipListMap<>();
    private long last;

    /** Reads what there is. */
    Book(StateStore store) {
        this.store = store;
        last = store.get(META, LAST).map(value -> Long.parseLong(value.value())).orElse(0L);
        each(
                HEADS,
                "",
                row -> heads.put(Long.parseLong(row.key()), Head.read("A-" + Long.parseLong(row.key()), row.value())));
        if (!heads.isEmpty()) {
            last = Math.max(last, heads.lastKey());
        }
    }

    /** The lives of all alerts that are not done with, by id. */
    List<Life> live() {
        List<Life> lives = new ArrayList<>();
        List<String> nothing = new ArrayList<>();
        each(LIVE, "", row -> {
            String id = "A-" + Long.parseLong(row.key());
            Life life = life(id);
            if (life.members.isEmpty()) {
                nothing.add(row.key()); // it died before its first entry was written
            } else {
                last = Math.max(last, number(id));
                lives.add(life);
            }
        });
        nothing.forEach(key -> store.remove(LIVE, key));
        return lives;
    }

    /** A new alert, without entries. */
    Life open() {
        String id = "A-" + (last + 1);
        store.put(LIVE, key(id), "1");
        last++;
        return new Life(id);
    }

    /** Writes one entry: the atomic step of everything. */
    AlertEntry append(Life life, Draft draft, Instant at) {
        AlertEntry entry = draft.at(life.id, life.seq + 1, at);
        store.put(ENTRIES, key(life.id, entry.seq()), EntryText.write(entry));
        life.apply(entry);
        return entry;
    }

    /** Nothing will happen to it any more, unless somebody opens it again. */
    void done(Life life) {
        Head head = Head.of(life);
        store.put(HEADS, key(life.id), head.text());
        store.remove(LIVE, key(life.id));
        heads.put(number(life.id), head);
    }

    /** An alert that was done with goes on. */
    Life revive(String id) {
        Life life = life(id);
        store.put(LIVE, key(id), "1");
        heads.remove(number(id));
        return life;
    }

    /** Removes an alert that is done with. */
    void remove(String id) {
        if (number(id) == last) {
            store.put(META, LAST, Long.toString(last)); // its number is not used twice
        }
        for (AlertEntry entry : entries(id, 0, Integer.MAX_VALUE)) {
            store.remove(ENTRIES, key(id, entry.seq()));
        }
        store.remove(HEADS, key(id));
        heads.remove(number(id));
    }

    void remove(AlertEntry entry) {
        store.remove(ENTRIES, key(entry.alert(), entry.seq()));
    }

    Life life(String id) {
        return Life.of(id, entries(id, 0, Integer.MAX_VALUE));
    }

    /** Entries after one, at most so many. */
    List<AlertEntry> entries(String id, long after, int limit) {
        List<AlertEntry> entries = new ArrayList<>();
        String prefix = key(id) + "/";
        String from = after == 0 ? "" : key(id, after);
        while (entries.size() < limit) {
            int page = Math.min(PAGE, limit - entries.size());
            List<Versioned> rows = store.scan(ENTRIES, prefix, from.isEmpty() ? prefix : from, page);
            rows.forEach(row ->
                    entries.add(EntryText.read(id, Long.parseLong(row.key().substring(prefix.length())), row.value())));
            if (rows.size() < page) {
                break;
            }
            from = rows.get(rows.size() - 1).key();
        }
        return entries;
    }

    /** The alerts that are done with, by number. */
    SortedMap<Long, Head> heads() {
        return heads;
    }

    Optional<Head> head(String id) {
        return isId(id) ? Optional.ofNullable(heads.get(number(id))) : Optional.empty();
    }

    private void each(String bucket, String prefix, java.util.function.Consumer<Versioned> reader) {
        String after = "";
        List<Versioned> rows;
        do {
            rows = store.scan(bucket, prefix, after, PAGE);
            rows.forEach(reader);
            after = rows.isEmpty() ? "" : rows.get(rows.size() - 1).key();
        } while (rows.size() == PAGE);
    }

    static boolean isId(String id) {
        return IS_ID.test(id);
    }

    private static final Predicate<String> IS_ID =
            java.util.regex.Pattern.compile("A-[1-9][0-9]{0,11}").asMatchPredicate();

    static long number(String id) {
        return Long.parseLong(id.substring(2));
    }

    private static String key(String id) {
        return String.format("%012d", number(id));
    }

    private static String key(String id, long seq) {
        return key(id) + "/" + String.format("%010d", seq);
    }
}
