#!/usr/bin/env python3
"""Row 4: samples of 10,000 series written durably.

    bench/peers/row4_store.py [rounds] [seconds a turn]
"""

import os
import random
import socket
import time

import exporter
import fill
import meter
import peers
import remotewrite
from meter import WORK

SERIES = 10_000
STEPS = 60
BEGIN = 1_700_000_000 // 3_600 * 3_600
ARCHIVES = "RRA:AVERAGE:0.5:1:2880 RRA:AVERAGE:0.5:5:2016 RRA:AVERAGE:0.5:30:1488 RRA:AVERAGE:0.5:360:1460 RRA:MAX:0.5:5:2016 RRA:MAX:0.5:360:1460"


class Fill(meter.Contender):
    """All steps of all series through the engine; ends when all is stored and the files that were due are written."""

    name = "REM, series engine and store"

    def __init__(self, ours):
        self.ours, self.begin, self.warm = ours, BEGIN, False

    def turn(self):
        fill.put(self.ours, "many", "store", 1, SERIES, 2 * STEPS, 60, self.begin)
        spent, begun = meter.cpu(self.ours.pids()), time.monotonic()
        fill.again(self.ours, "many", "store")
        self.quiet()
        self.begin += 2 * STEPS * 60
        return {"units": 2 * STEPS * SERIES, "cpu": meter.cpu(self.ours.pids()) - spent, "seconds": time.monotonic() - begun}

    def quiet(self):
        """Until what it does in the background is done: less than a tenth of a core for half a second."""
        for _ in range(60):
            spent = meter.cpu(self.ours.pids())
            time.sleep(0.5)
            if meter.cpu(self.ours.pids()) - spent < 0.05:
                return

    def run(self, seconds):
        if not self.warm:  # files are made, the compiler of the JVM settles
            self.turn()
            self.turn()
            self.warm = True
        return self.turn()


class Scrape(meter.Contender):
    """Twice a second a target's 10,000 series, in two halves: a check keeps 9,900 at most."""

    name = "REM, scrape of a target"

    def __init__(self, ours, target):
        self.ours, self.target, self.settle = ours, target, 20

    def start(self):
        half = SERIES // 2
        self.ours.put("checks:\n  scrape:\n" + "".join(
            f"    half{n}: {{probe: prometheus, every: 500ms, max series: 9900,"
            f" url: 'http://127.0.0.1:{exporter.PORT}/{n * half}/{half}'}}\n" for n in range(2)))
        time.sleep(self.settle)
        self.settle = 5

    def run(self, seconds):
        return meter.window(self.ours.pids(), lambda: self.target.samples, seconds)

    def stop(self):
        self.ours.delete()


class PrometheusScrape(meter.Contender):
    name = "Prometheus, scrape of a target"

    def start(self):
        self.server = peers.prometheus("global: {scrape_interval: 500ms, scrape_timeout: 500ms}\nscrape_configs:\n" + "".join(
            f"- job_name: half{n}\n  metrics_path: /{n * SERIES // 2}/{SERIES // 2}\n"
            f"  static_configs: [{{targets: ['127.0.0.1:{exporter.PORT}']}}]\n" for n in range(2)))
        time.sleep(5)

    def run(self, seconds):
        return meter.window([self.server.pid],
                            lambda: peers.prometheus_meter("prometheus_tsdb_head_samples_appended_total"), seconds)



class PrometheusWrite(meter.Contender):
    name = "Prometheus, remote write"

    def start(self):
        self.server = peers.prometheus("global: {}\n", "--web.enable-remote-write-receiver")
        step = 10
        self.bodies = list(remotewrite.bodies(SERIES, STEPS, int(time.time()) // step * step - STEPS * step, step))

    def run(self, seconds):
        spent, begun = meter.cpu([self.server.pid]), time.monotonic()
        remotewrite.post(21090, "/api/v1/write", self.bodies, remotewrite.HEADERS)
        return {"units": SERIES * STEPS, "cpu": meter.cpu([self.server.pid]) - spent, "seconds": time.monotonic() - begun}



class Influx(meter.Contender):
    name = "InfluxDB 1.6, line protocol"

    def start(self):
        folder = peers.fresh("influx")
        (folder / "conf").write_text(f"""reporting-disabled = true
bind-address = "127.0.0.1:21088"
[meta]
  dir = "{folder}/meta"
[data]
  dir = "{folder}/data"
  wal-dir = "{folder}/wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:21086"
  log-enabled = false
[monitor]
  store-enabled = false
""")
        self.server = peers.up("http://127.0.0.1:21086/ping", meter.spawn("influxd", "-config", folder / "conf"))
        remotewrite.post(21086, "/query?q=CREATE+DATABASE+bench", [b""], {})
        dice = random.Random(7)
        names = [f"m{i % 20},host=host{i // 20},iface=eth{i % 20} v=" for i in range(SERIES)]
        begin, self.bodies = int(time.time()) - 10 * STEPS, []
        for n in range(STEPS):
            for first in range(0, SERIES, 2_000):
                self.bodies.append("\n".join(f"{names[i]}{dice.randint(0, 10_000) / 100} {begin + 10 * n}"
                                             for i in range(first, first + 2_000)).encode())

    def run(self, seconds):
        spent, begun = meter.cpu([self.server.pid]), time.monotonic()
        remotewrite.post(21086, "/write?db=bench&precision=s", self.bodies, {})
        return {"units": SERIES * STEPS, "cpu": meter.cpu([self.server.pid]) - spent, "seconds": time.monotonic() - begun}



def files(count):
    """Files of rrdtool, and a clock beside them that only goes forward."""
    folder = WORK / f"rrd{count}"
    if not (folder / f"{count - 1}.rrd").exists():
        folder.mkdir(parents=True, exist_ok=True)
        meter.command("rrdtool", "create", WORK / "new.rrd", "--start", BEGIN - 60, "--step", "60", "DS:v:GAUGE:120:U:U",
                      *ARCHIVES.split())
        new = (WORK / "new.rrd").read_bytes()
        for i in range(count):
            (folder / f"{i}.rrd").write_bytes(new)
        os.sync()
    return folder


def forward(folder, steps):
    clock = folder / "clock"
    begin = int(clock.read_text()) if clock.exists() else BEGIN
    clock.write_text(str(begin + 60 * steps))
    return begin


LIBRRD = """
import rrdtool, sys
folder, count, steps, begin = sys.argv[1], *map(int, sys.argv[2:])
for i in range(count):
    rrdtool.update(f"{folder}/{i}.rrd", *[f"{begin + 60 * n}:{i * 7 % 100 + n}.5" for n in range(steps)])
"""


def librrd():
    folder, steps, count = files(SERIES), 30, 2_000
    return ["/usr/bin/python3", "-c", LIBRRD, folder, count, steps, forward(folder, steps)], None, count * steps


class Rrdcached(meter.Contender):
    """Takes 30 steps of all series, then writes all files."""

    name = "rrdcached, with all files written"
    steps = 30

    def start(self):
        self.folder, journal = files(SERIES), peers.fresh("journal")
        self.address = str(WORK / "rrdcached.socket")
        self.daemon = meter.spawn("rrdcached", "-g", "-l", f"unix:{self.address}", "-j", journal, "-b", self.folder, "-B", "-w", 1800,
                                  "-z", 900, "-f", 7200, "-p", WORK / "rrdcached.pid", "-t", 4)
        meter.until(lambda: os.path.exists(self.address))
        time.sleep(0.3)

    def run(self, seconds):
        # the first files that librrd moved on are behind this clock; theirs is the later one
        begin = forward(self.folder, self.steps)
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.address)
        lines = connection.makefile("rwb", buffering=1 << 20)

        def ask(text):
            lines.write(text)
            lines.flush()
            said = lines.readline()
            return [lines.readline().decode() for _ in range(max(0, int(said.split(b" ", 1)[0])))]

        batches = ["".join(f"UPDATE {i}.rrd {begin + 60 * n}:{i * 7 % 100 + n}.5\n" for i in range(SERIES)).encode()
                   for n in range(self.steps)]
        spent, begun = meter.cpu([self.daemon.pid]), time.monotonic()
        for batch in batches:
            ask(b"BATCH\n")
            wrong = ask(batch + b".\n")
            if wrong:
                raise RuntimeError(wrong[0])
        ask(b"FLUSHALL\n")

        def written():
            stats = dict(line.strip().split(": ") for line in ask(b"STATS\n"))
            return int(stats["QueueLength"]) == 0 and int(stats["DataSetsWritten"]) >= SERIES * self.steps
        meter.until(written, 60, 0.05)
        return {"units": SERIES * self.steps, "cpu": meter.cpu([self.daemon.pid]) - spent, "seconds": time.monotonic() - begun}



rounds, seconds = meter.arguments(2, 5)
WORK.mkdir(parents=True, exist_ok=True)
try:
    target = exporter.Exporter([(0, SERIES // 2), (SERIES // 2, SERIES // 2)])
    with meter.Rem([fill.jar()]) as ours:
        meter.compete("4 · samples written durably, 10,000 series", "sample", "µs", [
            Fill(ours), meter.Once("librrd, 30 samples a call", librrd), Rrdcached(), Influx(), PrometheusWrite(),
            Scrape(ours, target), PrometheusScrape()], rounds, seconds)
finally:
    meter.end_all()
