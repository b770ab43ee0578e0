package org.redeye.probe.tarball;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.text.Glob;

/**
 * What was found, in order. Immutable.
 *
 * @param items archives by item, the newest last
 * @param notes what notes say, by the path of the note
 * @param locks locks below the folder
 * @param undated archives without a date in their path
 */
record Listing(Map<String, List<Tarball>> items, Map<String, String> notes, List<Entry.Lock> locks, int undated) {

    private static final Comparator<Tarball> BY_DATE =
            Comparator.comparing(Tarball::at).thenComparing(Tarball::path);

    static Listing of(List<Entry> entries, TarballConfig config) {
        var items = new TreeMap<String, List<Tarball>>();
        var notes = new HashMap<String, String>();
        var locks = new ArrayList<Entry.Lock>();
        int undated = 0;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Note note) {
                notes.put(note.path(), note.content());
            } else if (entry instanceof Entry.Lock lock) {
                locks.add(lock);
            } else if (entry instanceof Entry.Archive archive) {
                var tarball = Tarball.of(archive);
                undated += tarball.isEmpty() ? 1 : 0;
                tarball.filter(found -> config.select().isEmpty() || Glob.any(config.select(), found.item()))
                        .ifPresent(found -> items.computeIfAbsent(found.item(), any -> new ArrayList<>())
                                .add(found));
            }
        }
        items.values().forEach(tarballs -> tarballs.sort(BY_DATE));
        locks.sort(Comparator.comparing(Entry.Lock::path));
        return new Listing(items, notes, locks, undated);
    }

    /** The archives of the newest date of an item; there may be several of one backup. */
    static List<Tarball> newest(List<Tarball> tarballs) {
        Tarball last = tarballs.get(tarballs.size() - 1);
        return tarballs.stream().filter(one -> one.at().equals(last.at())).toList();
    }

    /** The newest archives of all items. */
    List<Tarball> newest() {
        return items.values().stream().flatMap(one -> newest(one).stream()).toList();
    }
}
