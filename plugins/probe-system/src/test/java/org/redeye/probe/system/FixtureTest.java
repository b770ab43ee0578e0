package org.redeye.probe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.RawYaml;

/** A machine made of files. */
class FixtureTest {

    private static final Space HALF_FULL = new Space(1_000, 450, 450, 100, 60);

    @TempDir
    Path folder;

    private final Map<String, Space> spaces = new ConcurrentHashMap<>();
    private Path proc;
    private Path root;
    private Path data;

    @BeforeEach
    void machine() throws IOException {
        proc = Files.createDirectories(folder.resolve("proc"));
        root = Files.createDirectories(folder.resolve("root"));
        data = Files.createDirectories(root.resolve("my data"));
        Path file = Files.writeString(folder.resolve("hosts"), "");
        write("stat", """
                cpu  4000 100 2000 20000 400 10 90 0 0 0
                cpu0 2000 50 1000 10000 200 5 45 0 0 0
                cpu1 2000 50 1000 10000 200 5 45 0 0 0
                intr 12 3 4
                ctxt 777
                btime 1700000000
                processes 555
                procs_running 3
                procs_blocked 1
                softirq 1 2 3
                """);
        write("loadavg", "0.50 1.25 2.00 3/280 27504\n");
        write("meminfo", """
                MemTotal:        1000 kB
                MemFree:          100 kB
                MemAvailable:     400 kB
                Buffers:           20 kB
                Cached:           200 kB
                SwapTotal:        500 kB
                SwapFree:         400 kB
                SReclaimable:      50 kB
                HugePages_Total:    0
                """);
        write("uptime", "12345.67 23456.00\n");
        write("filesystems", "nodev\tproc\nnodev\ttmpfs\nnodev\toverlay\nnodev\tnfs4\n\text4\n\tsquashfs\n\txfs\n");
        write("self/mounts", """
                proc /proc proc rw 0 0
                tmpfs /run tmpfs rw 0 0
                /dev/sda1 %1$s ext4 rw 0 0
                /dev/sda1 %1$s/again/by/bind ext4 rw 0 0
                /dev/sdb %2$s xfs rw 0 0
                /dev/loop0 /snap/core squashfs ro 0 0
                /dev/sdc %3$s ext4 rw 0 0
                """.formatted(root, data.toString().replace(" ", "\\040"), file));
        write("diskstats", """
                   7       0 loop0 1 0 1 0 0 0 0 0 0 0 0
                   8       0 sda 100 0 2000 50 200 0 4000 60 0 3000 110 0 0 0 0 0 0
                   8       1 sda1 90 0 1900 50 190 0 3900 60 0 2900 110 0 0 0 0 0 0
                 259       0 nvme0n1 1 0 2 0 3 0 4 0 0 5 0
                 259       1 nvme0n1p1 1 0 2 0 3 0 4 0 0 5 0
                """);
        write("net/dev", """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo: 9 9 0 0 0 0 0 0 9 9 0 0 0 0 0 0
                  eth0:1000 10 1 2 0 0 0 0 2000 20 3 4 0 0 0 0
                """);
        for (String process : List.of("1", "42", "4711")) {
            Files.createDirectory(proc.resolve(process));
        }
        spaces.put(root.toString(), HALF_FULL);
        spaces.put(data.toString(), HALF_FULL);
    }

    @Test
    void readsTheProcessorsTimeAsPartOfTheWholeMachine() throws Exception {
        var metrics = metrics("{}");
        assertThat(metrics).containsEntry("cpu_ratio[user]", 20.0).containsEntry("cpu_ratio[iowait]", 2.0);
        assertThat(metrics).containsEntry("cpu_idle_ratio", 100.0).containsEntry("cpu_used_ratio", 31.0);
        assertThat(metrics).containsEntry("cpu_count", 2.0).containsEntry("context_switches_per_second", 777.0);
        assertThat(metrics).doesNotContainKey("cpu_ratio[idle]");
    }

    @Test
    void readsLoadMemoryAndProcesses() throws Exception {
        assertThat(metrics("{}"))
                .containsEntry("load1", 0.5)
                .containsEntry("load_per_cpu", 0.625)
                .containsEntry("threads", 280.0)
                .containsEntry("processes", 3.0)
                .containsEntry("processes_running", 3.0)
                .containsEntry("uptime_seconds", 12_345.67)
                .containsEntry("memory_used_bytes", 600 * 1_024.0)
                .containsEntry("memory_cached_bytes", 250 * 1_024.0)
                .containsEntry("memory_used_ratio", 0.6)
                .containsEntry("swap_used_ratio", 0.2);
    }

    @Test
    void readsEachRealFileSystemOnce() throws Exception {
        var metrics = metrics("{}");
        assertThat(metrics.keySet().stream().filter(name -> name.startsWith("disk_total_bytes")))
                .containsExactlyInAnyOrder("disk_total_bytes[" + root + "]", "disk_total_bytes[" + data + "]");
        assertThat(metrics)
                .containsEntry("disk_used_ratio[" + root + "]", 0.5)
                .containsEntry("disk_inodes_used_ratio[" + root + "]", 0.4);
    }

    @Test
    void readsWholeDisksAndChosenInterfaces() throws Exception {
        var metrics = metrics("{}");
        assertThat(metrics)
                .containsEntry("disk_read_bytes_per_second[sda]", 2_000 * 512.0)
                .containsEntry("disk_written_bytes_per_second[sda]", 4_000 * 512.0)
                .containsEntry("disk_busy_ratio[sda]", 3.0)
                .containsKey("disk_reads_per_second[nvme0n1]")
                .containsEntry("network_received_bytes_per_second[eth0]", 1_000.0)
                .containsEntry("network_send_drops_per_second[eth0]", 4.0);
        assertThat(String.join(" ", metrics.keySet())).doesNotContain("[sda1]", "[nvme0n1p1]", "[loop0]", "[lo]");
        assertThat(metrics("exclude interfaces: \"e*\"")).containsKey("network_sent_bytes_per_second[lo]");
        assertThat(String.join(
                        " ", metrics("{interfaces: [wlan0], devices: sd*}").keySet()))
                .doesNotContain("network", "nvme")
                .contains("[sda]");
    }

    @Test
    void aDiskThatComesIsSeenAtTheNextRun() throws Exception {
        assertThat(metrics("{}")).doesNotContainKey("disk_reads_per_second[sdz]");
        write("diskstats", "8 80 sdz 1 0 2 0 3 0 4 0 0 5 0\n");
        assertThat(metrics("{}"))
                .containsKey("disk_reads_per_second[sdz]")
                .doesNotContainKey("disk_reads_per_second[sda]");
    }

    @Test
    void saysWhichLimitsAreReached() throws Exception {
        spaces.put(data.toString(), new Space(1_000, 960, 40, 100, 9));
        Outcome outcome = run("{memory warning: 50, load warning: 0.5}");
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(outcome.message())
                .isEqualTo(
                        data + " is 96.0 % full (limit 95 %); the load of 5 minutes is 0.63 a processor (limit 0.5); "
                                + "memory is 60.0 % used (limit 50 %); " + data
                                + " has used 91.0 % of its inodes (limit 90 %).");
        assertThat(run("{disk warning: 0, disk critical: 0}").message())
                .isEqualTo("Load 0.50; memory 60 % used; " + data + " 96 % full.");
    }

    @Test
    void asksAFileSystemThatDoesNotAnswerOnlyOnce() throws Exception {
        Files.writeString(
                proc.resolve("self/mounts"),
                "server:/export " + data.toString().replace(" ", "\\040") + " nfs4 rw 0 0\n");
        var asked = new AtomicInteger();
        var answers = new CountDownLatch(1);
        var probe = new SystemProbe(proc, mount -> {
            asked.incrementAndGet();
            awaitUninterruptibly(answers);
            return HALF_FULL;
        });
        for (int run = 0; run < 3; run++) {
            Outcome outcome = run(probe, "{}", FakeProbeContext.local().within(Duration.ofSeconds(2)));
            assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
            assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(outcome.message()).isEqualTo("The file system at " + data + " does not answer.");
            assertThat(outcome.metrics()).anyMatch(metric -> metric.name().equals("memory_total_bytes"));
        }
        assertThat(asked).hasValue(1);
        answers.countDown();
        Outcome outcome = run(probe, "{}");
        for (int i = 0; i < 1_000 && outcome.status() != Status.OK; i++) {
            outcome = run(probe, "{}"); // the first call comes back on a thread of its own
        }
        assertThat(outcome.status()).isEqualTo(Status.OK);
    }

    @Test
    void saysThatItNeedsLinux() throws Exception {
        Outcome outcome = run(new SystemProbe(folder.resolve("nowhere"), Space::of), "{}");
        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message())
                .isEqualTo("The probe 'system' reads " + folder.resolve("nowhere")
                        + ", which is not here (it is on Linux).");
    }

    private Map<String, Double> metrics(String settings) throws Exception {
        var byName = new ConcurrentHashMap<String, Double>();
        for (Metric metric : run(settings).metrics()) {
            byName.put(metric.name() + (metric.item().isEmpty() ? "" : "[" + metric.item() + "]"), metric.value());
        }
        return byName;
    }

    private Outcome run(String settings) throws Exception {
        return run(new SystemProbe(proc, mount -> spaces.get(mount.toString())), settings);
    }

    private static Outcome run(SystemProbe probe, String settings) throws Exception {
        return run(probe, settings, FakeProbeContext.local());
    }

    private static Outcome run(SystemProbe probe, String settings, FakeProbeContext context) throws Exception {
        SystemConfig config = FakeBinder.ofClassPath().bind(SystemConfig.class, RawYaml.map(settings));
        return probe.probe(config, context).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** As a call into the kernel that waits for a dead server. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // nothing ends it
            }
        }
    }
}
