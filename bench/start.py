#!/usr/bin/env python3
"""Cold start of the built distribution: to ready, to the first stored sample, and its memory a minute later.

    bench/start.py [rounds] [seconds until memory is read]
"""

import sys

import rem

rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
settle = float(sys.argv[2]) if len(sys.argv) > 2 else 60
figures = {"start to ready (s)": [], "start to first stored sample (s)": [], "CPU until then (s)": [], f"RSS after {settle:.0f} s (MB)": [], "CPU while idle (%)": [],
           "CPU time that the host took meanwhile (s)": []}


def stolen():
    """So far, of all processors: a start on a machine that has others on it takes longer by about half of it."""
    return int(open("/proc/stat").readline().split()[8]) / 100


for _ in range(rounds):
    before_start = stolen()
    with rem.Rem() as instance:
        import pathlib
        import time

        def stored():
            return any(s["last"] for s in instance.get("/api/v1/series?limit=5")["items"])

        ready = instance.until(lambda: instance.get("/readyz") is not None)
        first = instance.until(stored)
        spent = instance.cpu()
        figures["CPU time that the host took meanwhile (s)"].append(stolen() - before_start)
        time.sleep(max(0, settle - instance.since_start() - 10))
        before = instance.cpu()
        time.sleep(10)
        figures["start to ready (s)"].append(ready)
        figures["start to first stored sample (s)"].append(first)
        figures["CPU until then (s)"].append(spent)
        figures[f"RSS after {settle:.0f} s (MB)"].append(instance.rss_mb())
        figures["CPU while idle (%)"].append((instance.cpu() - before) * 10)
rem.table(figures)
