#!/usr/bin/env python3
"""Row 6: range queries over 10,000 series of 120 steps of 10 s, by one client over one connection (wrk, not counted).

    bench/peers/row6_query.py [rounds] [seconds a turn]
"""

import json
import re
import time
import urllib.parse

import fill
import meter
import peers
import remotewrite
from meter import WORK

SERIES, STEPS, STEP = 10_000, 120, 10
METRICS = 20  # of 500 items each, as in Prometheus 20 metrics of 500 hosts


class Asked(meter.Contender):
    """A question that wrk asks again and again."""

    def __init__(self, name, pids, port, script):
        self.name, self.pids, self.port, self.warm = name, pids, port, False
        self.script = WORK / (re.sub(r"\W", "-", name) + ".lua")
        self.script.write_text(script)

    def run(self, seconds):
        if not self.warm:
            self.ask(meter.WARM)
        self.warm = True
        spent = meter.cpu(self.pids())
        asked, half = self.ask(seconds)
        return {"units": asked, "seconds": seconds, "cpu": meter.cpu(self.pids()) - spent, "p50": half}

    def ask(self, seconds):
        _, _, output = meter.command("wrk", "-t1", "-c1", f"-d{int(seconds)}s", "--timeout", "20s", "--latency", "-s", self.script,
                                     f"http://127.0.0.1:{self.port}")
        if "Non-2xx" in output or "requests in" not in output:
            raise RuntimeError(output)
        half, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", output).groups()
        return int(re.search(r"(\d+) requests in", output).group(1)), float(half) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def prometheus(begin):
    server = peers.prometheus("global: {}\n", "--web.enable-remote-write-receiver")
    remotewrite.post(21090, "/api/v1/write", remotewrite.bodies(SERIES, STEPS, begin, STEP), remotewrite.HEADERS)

    def asked(title, expression):
        query = urllib.parse.urlencode({"query": expression, "start": begin, "end": begin + STEP * (STEPS - 1), "step": STEP})
        return Asked(f"Prometheus, {title}", lambda: [server.pid], 21090,
                     f"request = function() return wrk.format('GET', [[/api/v1/query_range?{query}]]) end\n")
    return asked


def rem(ours, begin):
    end = begin + STEP * STEPS
    head = f"wrk.headers['Authorization'] = 'Bearer {ours.instance.token}'\n"

    def got(title, path):
        return Asked(f"REM, {title}", ours.pids, ours.instance.port,
                     head + f"request = function() return wrk.format('GET', [[{path}]]) end\n")

    def posted(title, path, body):
        text = json.dumps(body)
        return Asked(f"REM, {title}", ours.pids, ours.instance.port,
                     head + "wrk.headers['Content-Type'] = 'application/json'\n"
                     f"request = function() return wrk.format('POST', '{path}', nil, [[{text}]]) end\n")

    span = {"from": begin * 1000, "to": end * 1000}
    series = "bench%2Fchecks%2Ffill%2Fmany:"
    return got, posted, span, series


rounds, seconds = meter.arguments(3, 2)
WORK.mkdir(parents=True, exist_ok=True)
try:
    begin = int(time.time()) // STEP * STEP - STEP * STEPS
    asked = prometheus(begin)
    with meter.Rem([fill.jar()]) as ours:
        fill.run(ours, "many", "bench", METRICS, SERIES // METRICS, STEPS, STEP, begin)
        got, posted, span, series = rem(ours, begin)
        id = "bench/checks/fill/many:"

        def queried(title, query):
            return posted(title, "/api/v1/series/query", {"queries": [{**query, **span, "points": STEPS}]})

        meter.compete("6 · range query, 10,000 series × 120 steps", "query", "ms", [
            got("1 series", f"/api/v1/series/{series}a%5Bi7%5D/points?from={span['from']}&to={span['to']}"),
            asked("1 series", 'bench_metric_3{host="host7"}'),
            queried("20 series", {"ids": [f"{id}{chr(97 + n)}[i7]" for n in range(20)]}),
            asked("20 series", '{host="host7"}'),
            queried("sum over 500", {"match": [f"{id}d[*"], "combine": "sum"}),
            asked("sum over 500", "sum(bench_metric_3)"),
            queried("sum over all, by 20", {"match": [f"{id}*"], "combine": "sum", "by": ["metric"]}),
            asked("sum over all, by 20", 'sum by (iface) ({dc="dc1"})')], rounds, seconds)
finally:
    meter.end_all()
