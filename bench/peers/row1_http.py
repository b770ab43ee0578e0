#!/usr/bin/env python3
"""Row 1: an HTTP check over a new connection, scheduled and recorded. 1,000 addresses, each looked at several times a second.

    bench/peers/row1_http.py [rounds] [seconds a turn]

CHECKS_A_SECOND is how often ours looks at each (4); what it leaves undone, and how the checks stand, is told beside the table:
a figure counts only if they are ok.
"""

import os

import meter
import peers

ADDRESSES = meter.addresses(10, 1000)
A_SECOND = int(os.environ.get("CHECKS_A_SECOND", 4))  # checks of each address


SETTLE = 180  # seconds before ours is measured: a monitor runs for months, and its JVM compiles for minutes


class Rem(meter.Contender):
    name = "REM"

    def __init__(self, ours, counter):
        self.ours, self.counter, self.settle = ours, counter, SETTLE

    def start(self):
        lines = ["checks:", "  web:"]
        every = 1000 // A_SECOND
        lines += [f"    c{i}: {{probe: http, url: 'http://{address}:{peers.PORT}/', every: {every}ms}}"
                  for i, address in enumerate(ADDRESSES)]
        self.ours.put("\n".join(lines) + "\n")
        meter.time.sleep(self.settle)  # files of new series, and the compiler of the JVM
        self.settle = 6

    def run(self, seconds):
        before = self.ours.slots()[0]
        figure = meter.window(self.ours.pids(), self.counter, seconds)
        after, states = self.ours.slots()
        meter.log({name: count - before.get(name, 0) for name, count in after.items()}, states)
        return figure

    def stop(self):
        self.ours.delete()


class Blackbox(meter.Contender):
    """Driven by wrk, whose CPU is not counted; it records nothing."""

    name = "blackbox_exporter (driven, records nothing)"

    def __init__(self, counter):
        self.counter = counter
        targets = ",".join(f'"/probe?module=http&target=http://{address}:{peers.PORT}/"' for address in ADDRESSES)
        self.script = meter.WORK / "blackbox.lua"
        self.script.write_text(f"local t, i = {{{targets}}}, 0\n"
                               "request = function() i = i % #t + 1; return wrk.format('GET', t[i]) end\n")

    def start(self):
        self.exporter = peers.blackbox()

    def run(self, seconds):
        driver = meter.spawn("wrk", "-t1", "-c32", f"-d{int(seconds) + 2}s", "-s", self.script, "http://127.0.0.1:21115")
        meter.time.sleep(1)
        figure = meter.window([self.exporter.pid], self.counter, seconds)
        meter.end(driver)
        return figure



class PrometheusAndBlackbox(meter.Contender):
    name = "Prometheus + blackbox_exporter, 1,000/s"

    def __init__(self, counter):
        self.counter = counter

    def start(self):
        targets = ",".join(f'"http://{address}:{peers.PORT}/"' for address in ADDRESSES)
        self.parts = peers.blackbox(), peers.prometheus(f"""global: {{scrape_interval: 1s, scrape_timeout: 1s}}
scrape_configs:
- job_name: web
  metrics_path: /probe
  params: {{module: [http]}}
  static_configs: [{{targets: [{targets}]}}]
  relabel_configs:
  - {{source_labels: [__address__], target_label: __param_target}}
  - {{source_labels: [__param_target], target_label: instance}}
  - {{target_label: __address__, replacement: "127.0.0.1:21115"}}
""")
        meter.time.sleep(5)

    def run(self, seconds):
        return meter.window([part.pid for part in self.parts], self.counter, seconds)



def curl(counter):
    urls = meter.WORK / "curl.conf"
    urls.write_text("".join(f'url = "http://{address}:{peers.PORT}/"\noutput = /dev/null\n' for address in ADDRESSES * 4))

    class Curl(meter.Once):
        def run(self, seconds):
            before = counter()
            figure = super().run(seconds)
            return {**figure, "units": counter() - before}

    return Curl("curl --parallel (records nothing)",
                lambda: (["curl", "-s", "--parallel", "--parallel-max", "64", "-K", urls], None, 0))


rounds, seconds = meter.arguments(2, 5)
try:
    counter = peers.nginx(ADDRESSES)
    with meter.Rem() as ours:
        meter.compete("1 · HTTP check, new connection, scheduled and recorded", "check", "ms", [
            Rem(ours, counter), peers.Zabbix("http", ADDRESSES, 8, 100, counter), curl(counter), Blackbox(counter),
            PrometheusAndBlackbox(counter)], rounds, seconds)
finally:
    meter.end_all()
