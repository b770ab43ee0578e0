package org.redeye.store.rrd4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the file of one series out of those of others. Guarded by the lock of the store. */
final class Merger {

    private final SeriesFiles files;

    Merger(SeriesFiles files) {
        this.files = files;
    }

    /**
     * Writes the file of a series that is to be, filled with what others know.
     *
     * @param parts series of this store and what waits for them; where two know something, the later one counts
     */
    void merge(List<Entry> parts, Entry merged) throws IOException {
        merge(parts, List.of(), merged);
    }

    /** The same with a file from elsewhere, which counts least. @param step milliseconds in its slots */
    void merge(byte[] image, long step, List<Entry> parts, Entry merged) throws IOException {
        merge(parts, List.of(new Filling.Part(RrdFile.open(Pages.of(image)), step)), merged);
    }

    private void merge(List<Entry> left, List<Filling.Part> opened, Entry merged) throws IOException {
        if (left.isEmpty()) {
            files.write(merged(opened, merged));
            files.forceFolders(); // what it is made of may go next
            return;
        }
        var next = left.get(0);
        files.use(next, next.pending.runs(), (file, pages) -> {
            var all = new ArrayList<>(opened);
            all.add(new Filling.Part(file, next.stepMillis));
            merge(left.subList(1, left.size()), all, merged);
            return true;
        });
    }

    private SeriesFiles.Change merged(List<Filling.Part> parts, Entry merged) throws IOException {
        var pages = Pages.empty();
        var archives = files.plan(merged);
        int coarsest = archives.get(archives.size() - 1).steps();
        long end = merged.lastSlot + 1;
        // full rows are copied; from there on the samples go in one by one, so that no unfinished row is lost
        var file = RrdFile.create(pages, archives, end - Math.floorMod(end, coarsest));
        file.fill(new Filling(parts, merged.stepMillis), end);
        return new SeriesFiles.Change(merged, pages.changes(), (int) pages.getLength());
    }
}
