package org.redeye.probe.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.probe.Metric;

/**
 * A file system and how full it is.
 *
 * @param mount where it is mounted
 * @param space how full; empty if it does not answer
 */
record FileSystem(String mount, Optional<Space> space) {

    List<Metric> metrics() {
        if (space.isEmpty()) {
            return List.of();
        }
        Space it = space.get();
        var metrics = new ArrayList<>(List.of(
                Metric.of("disk_total_bytes", mount, "B", it.total()),
                Metric.of("disk_used_bytes", mount, "B", it.used()),
                Metric.of("disk_free_bytes", mount, "B", it.free()),
                Metric.of("disk_used_ratio", mount, "ratio", it.usedRatio())));
        if (it.inodes() > 0) {
            metrics.add(Metric.of("disk_inodes", mount, "", it.inodes()));
            metrics.add(Metric.of("disk_inodes_free", mount, "", it.inodesFree()));
            metrics.add(Metric.of("disk_inodes_used_ratio", mount, "ratio", it.inodesUsedRatio()));
        }
        return metrics;
    }
}
