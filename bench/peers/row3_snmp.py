#!/usr/bin/env python3
"""Row 3: rows of SNMP tables by GETBULK. Agents of `agents.c`, each with two columns of 32 rows; it counts the values.

    bench/peers/row3_snmp.py [rounds] [seconds a turn]
"""

import struct
import subprocess
import time

import meter
import peers
from meter import WORK

PORT = 21161
ADDRESSES = meter.addresses(30, 1000)
OURS = 200  # whose 64 values are a series each
SETTLE = 360  # seconds before ours is measured: in the first five minutes of a series its file is made


def agents():
    """Starts them; how many values they have sent."""
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cc", "-O2", "-o", WORK / "agents", meter.pathlib.Path(__file__).with_name("agents.c")], check=True)
    meter.spawn(WORK / "agents", PORT, WORK / "agents.counts")
    time.sleep(0.3)
    return lambda: struct.unpack("<QQ", (WORK / "agents.counts").read_bytes())[1]


class Rem(meter.Contender):
    """Twice a second a table of two columns from 200 agents."""

    name = "REM, every value a series"

    def __init__(self, ours, values):
        self.ours, self.values, self.settle = ours, values, SETTLE

    def start(self):
        lines = ["hosts:", "  net:"]
        lines += [f"    h{i}: {{address: {address}}}" for i, address in enumerate(ADDRESSES[:OURS])]
        lines += ["checks:", "  net:", "    table:", "      probe: snmp", "      hosts: net/*", "      every: 500ms", "      version: v2c",
                  "      repetitions: 33",
                  f"      port: {PORT}", "      community: public", "      walk:",
                  "        in_bytes_per_second: 1.3.6.1.2.1.2.2.1.10", "        out_bytes_per_second: 1.3.6.1.2.1.2.2.1.16"]
        self.ours.put("\n".join(lines) + "\n")
        time.sleep(self.settle)
        self.settle = 5

    def run(self, seconds):
        figure = meter.window(self.ours.pids(), self.values, seconds)
        meter.log(self.ours.slots())
        return figure

    def stop(self):
        self.ours.delete()


class SnmpExporter(meter.Contender):
    """Driven by wrk, whose CPU is not counted; it records nothing."""

    name = "snmp_exporter (driven, records nothing)"

    def __init__(self, values):
        self.values = values
        (WORK / "snmp.yml").write_text("""table:
  walk: [1.3.6.1.2.1.2.2.1.10, 1.3.6.1.2.1.2.2.1.16]
  max_repetitions: 32
  version: 2
  auth: {community: public}
  metrics:
  - {name: ifInOctets, oid: 1.3.6.1.2.1.2.2.1.10, type: counter, help: in, indexes: [{labelname: ifIndex, type: gauge}]}
  - {name: ifOutOctets, oid: 1.3.6.1.2.1.2.2.1.16, type: counter, help: out, indexes: [{labelname: ifIndex, type: gauge}]}
""")
        targets = ",".join(f'"/snmp?module=table&target={address}:{PORT}"' for address in ADDRESSES)
        (WORK / "snmp.lua").write_text(f"local t, i = {{{targets}}}, 0\n"
                                       "request = function() i = i % #t + 1; return wrk.format('GET', t[i]) end\n")

    def start(self):
        self.exporter = peers.up("http://127.0.0.1:21116/", meter.spawn(
            "prometheus-snmp-exporter", f"--config.file={WORK}/snmp.yml", "--web.listen-address=127.0.0.1:21116", "--log.level=error"))

    def run(self, seconds):
        driver = meter.spawn("wrk", "-t1", "-c16", f"-d{int(seconds) + 2}s", "-s", WORK / "snmp.lua", "http://127.0.0.1:21116")
        time.sleep(1)
        figure = meter.window([self.exporter.pid], self.values, seconds)
        meter.end(driver)
        return figure



class Collectd(meter.Contender):
    name = "collectd, 1,000 agents a second (records nothing)"

    def __init__(self, values):
        self.values = values

    def start(self):
        folder = peers.fresh("collectd")
        (folder / "conf").write_text(f"""Hostname "bench"
FQDNLookup false
BaseDir "{folder}"
PIDFile "{folder}/pid"
PluginDir "/usr/lib/collectd"
TypesDB "/usr/share/collectd/types.db"
Interval 1
ReadThreads 20
WriteThreads 2
LoadPlugin snmp
<Plugin snmp>
 <Data "table">
  Table true
  Type "if_octets"
  TypeInstanceOID "1.3.6.1.2.1.2.2.1.10"
  Values "1.3.6.1.2.1.2.2.1.10" "1.3.6.1.2.1.2.2.1.16"
 </Data>
""" + "".join(f' <Host "h{i}">\n  Address "{address}:{PORT}"\n  Version 2\n  Community "public"\n  Collect "table"\n'
              f'  Interval 1\n  BulkSize 32\n </Host>\n' for i, address in enumerate(ADDRESSES)) + "</Plugin>\n")
        self.daemon = meter.spawn("collectd", "-f", "-C", folder / "conf")
        time.sleep(4)

    def run(self, seconds):
        return meter.window([self.daemon.pid], self.values, seconds)



rounds, seconds = meter.arguments(2, 4)
try:
    values = agents()
    with meter.Rem() as ours:
        meter.compete("3 · SNMP table rows (bulk)", "value", "µs", [
            Rem(ours, values), Collectd(values), SnmpExporter(values), peers.Zabbix("snmp", ADDRESSES, 8, 32, values)],
            rounds, seconds)
finally:
    meter.end_all()
