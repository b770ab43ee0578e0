package org.redeye.probe.system;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * A line of {@code /proc/self/mounts} (fstab(5)).
 *
 * @param source the device, or where else it comes from
 * @param point where it is mounted
 * @param type the type of file system
 */
record Mount(String source, String point, String type) {

    /** As long as the item of a metric may be. */
    private static final int LONGEST_ITEM = 200;
    /** Types whose data lie on another machine. */
    private static final Set<String> REMOTE = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "ceph",
            "glusterfs",
            "lustre",
            "afs",
            "9p",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.davfs",
            "davfs",
            "gpfs",
            "beegfs");
    /** Types that keep data though the kernel lists them as without a device. */
    private static final Set<String> KEPT = Set.of("btrfs", "zfs", "bcachefs", "fuseblk", "virtiofs");
    /** Types that are full by nature. */
    private static final Set<String> READ_ONLY = Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs");

    /** What holds files: one mount for each device, the one with the shortest path, in the order of their paths. */
    static List<Mount> real(Proc proc) throws IOException {
        Set<String> virtual = virtualTypes(proc);
        var bySource = new LinkedHashMap<String, Mount>();
        proc.lines("self/mounts").stream()
                .map(Mount::parse)
                .filter(mount -> mount.isReal(virtual) && mount.point.length() <= LONGEST_ITEM)
                .sorted(Comparator.<Mount>comparingInt(mount -> mount.point.length())
                        .thenComparing(Mount::point))
                .forEach(mount -> bySource.putIfAbsent(mount.identity(), mount));
        return bySource.values().stream()
                .sorted(Comparator.comparing(Mount::point))
                .limit(Proc.MOST_ITEMS)
                .toList();
    }

    boolean remote() {
        return REMOTE.contains(type);
    }

    private boolean isReal(Set<String> virtual) {
        boolean rootOfContainer = type.equals("overlay") && point.equals("/");
        return rootOfContainer
                || remote()
                || KEPT.contains(type)
                || !virtual.contains(type) && !READ_ONLY.contains(type) && source.startsWith("/");
    }

    private String identity() {
        return source.startsWith("/") || remote() ? source : point;
    }

    /** The types that the kernel marks {@code nodev} in {@code /proc/filesystems}. */
    private static Set<String> virtualTypes(Proc proc) throws IOException {
        var virtual = new HashSet<String>();
        for (String line : proc.lines("filesystems")) {
            if (line.startsWith("nodev")) {
                virtual.add(line.substring("nodev".length()).strip());
            }
        }
        return virtual;
    }

    private static Mount parse(String line) {
        String[] columns = line.split(" ");
        return columns.length < 3
                ? new Mount("", "", "")
                : new Mount(unescape(columns[0]), unescape(columns[1]), columns[2]);
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    private static String unescape(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
