#!/usr/bin/env python3
"""Row 2: an ICMP sweep of 10,000 addresses of this machine; what went is counted by the kernel (IcmpInEchos).

    bench/peers/row2_ping.py [rounds] [seconds a turn]
"""

import meter
import peers

ADDRESSES = meter.addresses(20, 10_000)


def echoes():
    with open("/proc/net/snmp") as lines:
        names, values = [line.split() for line in lines if line.startswith("Icmp:")]
    return int(values[names.index("InEchos")])


class Rem(meter.Contender):
    """Two checks of 5,000 addresses, each of which is a series."""

    name = "REM, probe sweep, every address a series"

    def __init__(self, ours):
        self.ours, self.settle = ours, 20

    def start(self):
        lines = ["checks:", "  net:"]
        for n in range(2):
            listed = ", ".join(f"127.20.{net}.1-127.20.{net}.250" for net in range(n * 20, n * 20 + 20))
            lines.append(f"    sweep{n}: {{probe: sweep, every: 500ms, wait: 100ms, rate: 1000000, addresses: [{listed}]}}")
        self.ours.put("\n".join(lines) + "\n")
        meter.time.sleep(self.settle)
        self.settle = 4

    def run(self, seconds):
        return meter.window(self.ours.pids(), echoes, seconds)

    def stop(self):
        self.ours.delete()


class Fping(meter.Once):
    def run(self, seconds):
        before = echoes()
        return {**super().run(seconds), "units": echoes() - before}


class Blackbox(meter.Contender):
    name = "blackbox_exporter (driven, records nothing)"

    def __init__(self):
        targets = ",".join(f'"/probe?module=icmp&target={address}"' for address in ADDRESSES[:1000])
        self.script = meter.WORK / "blackbox.lua"
        meter.WORK.mkdir(parents=True, exist_ok=True)
        self.script.write_text(f"local t, i = {{{targets}}}, 0\n"
                               "request = function() i = i % #t + 1; return wrk.format('GET', t[i]) end\n")

    def start(self):
        self.exporter = peers.blackbox()

    def run(self, seconds):
        driver = meter.spawn("wrk", "-t1", "-c32", f"-d{int(seconds) + 2}s", "-s", self.script, "http://127.0.0.1:21115")
        meter.time.sleep(1)
        figure = meter.window([self.exporter.pid], echoes, seconds)
        meter.end(driver)
        return figure



def smokeping():
    """One round of 1,000 addresses, five packets each; its files are there from its second turn on."""
    folder = meter.WORK / "smokeping"
    for name in ("data", "cache"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "template").write_text("x\n")
    targets = "\n".join(f"+ t{i}\nmenu = t{i}\ntitle = t{i}\nhost = {a}" for i, a in enumerate(ADDRESSES[:1000]))
    (folder / "config").write_text(f"""*** General ***
owner = x
contact = x@localhost
mailhost = localhost
sendmail = /bin/true
imgcache = {folder}/cache
imgurl = cache
datadir = {folder}/data
piddir = {folder}
cgiurl = http://127.0.0.1/
smokemail = {folder}/template
tmail = {folder}/template
*** Alerts ***
to = x@localhost
from = x@localhost
*** Database ***
step = 300
pings = 5
AVERAGE 0.5 1 28800
AVERAGE 0.5 12 9600
MIN 0.5 12 9600
MAX 0.5 12 9600
*** Presentation ***
template = {folder}/template
+ overview
width = 600
height = 50
range = 10h
+ detail
width = 600
height = 200
"Last 3 Hours" 3h
*** Probes ***
+ FPing
binary = /usr/bin/fping
hostinterval = 0.02
mininterval = 0.0001
*** Targets ***
probe = FPing
menu = Top
title = x
{targets}
""")
    words = ["smokeping", f"--config={folder}/config", "--debug", "--nosleep"]
    if not (folder / "data/t999.rrd").exists():
        meter.command(*words)
    return words, None, 0


rounds, seconds = meter.arguments(2, 4)
listed = meter.WORK / "addresses"
meter.WORK.mkdir(parents=True, exist_ok=True)
listed.write_text("\n".join(ADDRESSES) + "\n")
try:
    with meter.Rem() as ours:
        meter.compete("2 · ICMP sweep of 10,000 addresses", "ping", "µs", [
            Rem(ours),
            Fping("fping -i0 (records nothing)", lambda: (["fping", "-q", "-c1", "-i0", "-p20", "-t500"], listed, 0)),
            Fping("smokeping: fping and RRD, 1,000 × 5", smokeping),
            peers.Zabbix("icmp", ADDRESSES[:1000], 4, 8, echoes),
            Blackbox()], rounds, seconds)
finally:
    meter.end_all()
