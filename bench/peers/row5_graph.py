#!/usr/bin/env python3
"""Row 5: a graph of 500×180 pixels over one day, two lines of samples every 5 minutes.

    bench/peers/row5_graph.py [rounds] [seconds a turn]
"""

import math
import random
import re

import fill
import meter
import peers

DAY = 86_400
STEP = 300
DRAWS = 100


def source():
    """A file of rrdtool with two data sources and a day of samples; until when they reach."""
    file, end = meter.WORK / "graph.rrd", 1_795_132_800
    dice, lines = random.Random(3), []
    lines.append(f"create {file} --start {end - 2 * DAY} --step {STEP} DS:a:GAUGE:600:U:U DS:b:GAUGE:600:U:U"
                 " RRA:AVERAGE:0.5:1:4032 RRA:AVERAGE:0.5:12:8928")
    for i in range(2 * DAY // STEP - 1):
        lines.append(f"update {file} {end - 2 * DAY + STEP * (i + 1)}:{50 + dice.uniform(-5, 5):.2f}:{40 + 30 * math.sin(i / 46):.2f}")
    (meter.WORK / "rrdtool.in").write_text("\n".join(lines) + "\n")
    _, _, output = meter.command("rrdtool", "-", stdin=open(meter.WORK / "rrdtool.in"))
    if "ERROR" in output:
        raise RuntimeError(output[:300])
    return file, end


def rrdtool(form):
    file, end = source()
    out = meter.WORK / f"graph.{form.lower()}"
    words = (f"graph {out} -a {form} -s {end - DAY} -e {end} -w 500 -h 180 -t traffic -v bits -l 0 DEF:a={file}:a:AVERAGE"
             f" DEF:b={file}:b:AVERAGE LINE1:a#00cc00:in LINE1:b#0000ff:out GPRINT:a:LAST:%6.2lf%s"
             " GPRINT:a:AVERAGE:%6.2lf%s GPRINT:a:MAX:%6.2lf%s")
    given = meter.WORK / f"graph-{form}.in"
    given.write_text((words + "\n") * DRAWS)
    return meter.Once(f"rrdtool through a pipe, {form}", lambda: (["rrdtool", "-"], given, DRAWS))


def rrdtool_processes():
    file, end = source()
    words = f"rrdtool graph {meter.WORK}/graph.png -a PNG -s {end - DAY} -e {end} -w 500 -h 180 DEF:a={file}:a:AVERAGE LINE1:a#00cc00"
    return meter.Once("one rrdtool a graph, PNG",
                      lambda: (["sh", "-c", f"for i in 1 2 3 4 5 6 7 8 9 10; do {words}; done"], None, 10))


class Rem(meter.Contender):
    """Asked over HTTP by wrk, whose CPU is not counted."""

    def __init__(self, ours, form, kept):
        self.name = f"REM over HTTP, {form.upper()}, " + ("the answer is there" if kept else "drawn anew")
        self.ours, self.kept, self.warm = ours, kept, False
        address = f"/graphs/bench%2Fchecks%2Ffill%2Fday.{form}?w=500&h=180"
        end = fill.until() * 1000
        self.script = meter.WORK / f"graph-{form}-{kept}.lua"
        # a window that is a millisecond another each time is another picture
        self.script.write_text(f"""local i = {0 if kept else 1}
local n = math.random(1, 500) * 1000
wrk.headers["Authorization"] = "Bearer {ours.instance.token}"
request = function()
  n = n + i
  local to = {end} + n % 600000
  return wrk.format("GET", "{address}&from=" .. string.format("%d&to=%d", to - {DAY * 1000}, to))
end
""")

    def run(self, seconds):
        if not self.warm:
            self.ask(meter.WARM)
        self.warm = True
        spent = meter.cpu(self.ours.pids())
        asked = self.ask(seconds)
        return {"units": asked, "seconds": seconds, "cpu": meter.cpu(self.ours.pids()) - spent}

    def ask(self, seconds):
        _, _, output = meter.command("wrk", "-t1", "-c1", f"-d{int(seconds)}s", "-s", self.script,
                                     f"http://127.0.0.1:{self.ours.instance.port}")
        if "Non-2xx" in output or "requests in" not in output:
            raise RuntimeError(output)
        return int(re.search(r"(\d+) requests in", output).group(1))


rounds, seconds = meter.arguments(3, 3)
meter.WORK.mkdir(parents=True, exist_ok=True)
try:
    with meter.Rem([fill.jar()]) as ours:
        fill.run(ours, "day", "bench", metrics=2, items=0, steps=2 * DAY // STEP, step=STEP)
        meter.compete("5 · graph of 500×180, one day", "graph", "ms", [
            Rem(ours, "png", False), rrdtool("PNG"), rrdtool_processes(), Rem(ours, "svg", False), rrdtool("SVG"),
            Rem(ours, "svg", True)], rounds, seconds)
finally:
    meter.end_all()
