package org.redeye.probe.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.redeye.api.probe.Metric;

/** What whole disks have read and written since the start ({@code /proc/diskstats}, the kernel's iostats.rst). */
final class Disks {

    /** Devices in memory, loops and drives for removable discs. */
    private static final Pattern NO_DISK = Pattern.compile("(loop|ram|zram|fd|sr|nbd)[0-9]+");

    private static final Pattern PARTITION = Pattern.compile("(.*[0-9])p[0-9]+|(.*[a-z])[0-9]+");
    /** The kernel counts sectors of this size, whatever the disk's own are. */
    private static final double SECTOR_BYTES = 512;

    private Disks() {}

    static List<Metric> read(Proc proc, Choice choice) throws IOException {
        var rows = new ArrayList<String[]>();
        var names = new HashSet<String>();
        for (String line : proc.lines("diskstats")) {
            String[] columns = line.strip().split(" +");
            if (columns.length >= 14) {
                rows.add(columns);
                names.add(columns[2]);
            }
        }
        var metrics = new ArrayList<Metric>();
        int disks = 0;
        for (String[] columns : rows) {
            String name = columns[2];
            if (disks < Proc.MOST_ITEMS
                    && choice.has(name)
                    && !NO_DISK.matcher(name).matches()
                    && !isPartition(name, names)) {
                add(metrics, name, columns);
                disks++;
            }
        }
        return metrics;
    }

    /** Columns of the file, counted from 0; times are milliseconds. */
    private static void add(List<Metric> metrics, String disk, String[] columns) {
        metrics.add(Metric.rate("disk_reads_per_second", disk, "/s", number(columns[3])));
        metrics.add(Metric.rate("disk_read_bytes_per_second", disk, "B/s", number(columns[5]) * SECTOR_BYTES));
        metrics.add(Metric.rate("disk_writes_per_second", disk, "/s", number(columns[7])));
        metrics.add(Metric.rate("disk_written_bytes_per_second", disk, "B/s", number(columns[9]) * SECTOR_BYTES));
        metrics.add(Metric.rate("disk_busy_ratio", disk, "ratio", number(columns[12]) / 1_000));
    }

    private static boolean isPartition(String name, Set<String> names) {
        var parts = PARTITION.matcher(name);
        if (!parts.matches()) {
            return false;
        }
        String disk = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return names.contains(disk);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
