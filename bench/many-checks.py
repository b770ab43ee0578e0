#!/usr/bin/env python3
"""5,000 checks every 30 s of several kinds, beside system_monitor with its page and its graphs: how late do slots begin?

    bench/many-checks.py [checks] [every] [seconds]      needs nginx (Debian: nginx-light)

One in five looks with tcp, one in five with ping, one in five hundred at the machine (system: about 100 series each), the
others ask over HTTP, each with a new connection. All targets are of this machine. While it measures, three graphs are drawn
anew every second and the page's series are read.
"""

import sys
import time
import urllib.request

import rem
import target

checks = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
every = int(sys.argv[2]) if len(sys.argv) > 2 else 30
seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 120


def settings(i, port):
    if i % 500 == 2:
        return "probe: system"
    if i % 5 == 0:
        return f"probe: tcp, address: 127.0.0.1, port: {port}"
    if i % 5 == 1:
        return f"probe: ping, address: 127.0.{1 + i // 250}.{1 + i % 250}, count: 1"
    return f"probe: http, url: \"http://127.0.0.1:{port}/{i}\""


GRAPHS = ["cpu_used_ratio", "memory_used_ratio", "load1"]


def ask(instance, path):
    return instance.send("GET", path, None, "application/json")


def meters(instance):
    found = {}
    for meter in ask(instance, "/api/v1/system")["meters"]:
        labels = ",".join(meter["labels"].values())
        found[meter["name"] + (f"[{labels}]" if labels else "")] = meter["value"]
    return found


def draw(instance):
    for name in GRAPHS:
        request = urllib.request.Request(
            f"http://127.0.0.1:{instance.port}/graphs/system_monitor%2Fchecks%2Flocal%2Fsystem@this:{name}.svg?range=1h")
        request.add_header("Authorization", "Bearer " + instance.token)
        urllib.request.urlopen(request, timeout=10).read()


with target.nginx() as port:
    package = ["checks:", "  many:"] + [f"    c{i}: {{{settings(i, port)}, every: {every}s}}" for i in range(checks)]
    with rem.Rem({"many": "\n".join(package) + "\n"}) as instance:
        instance.until(lambda: target.slots(instance, "many")[1].get("ok", 0) >= 0.99 * checks, 180 + every, 2)
        instance.settle()
        time.sleep(60)  # the minute that lateness looks back on is without the start
        before, cpu, begun = target.slots(instance, "many")[0], instance.cpu(), time.monotonic()
        dropped = meters(instance)
        late = []
        while time.monotonic() - begun < seconds:
            time.sleep(1)
            draw(instance)
            now = meters(instance)
            late.append((now["checks_late_seconds[0.99]"], now["checks_late_seconds[1]"], now["checks_waiting"],
                         now["series_waiting"]))
        spent, took = instance.cpu() - cpu, time.monotonic() - begun
        (after, states), now = target.slots(instance, "many"), meters(instance)
        done = after["done"] - before["done"]
        print(f"checks run                 {done} in {took:.1f} s, asked for {checks / every * took:.0f}")
        for name in ("late", "skipped_overload", "skipped_probe", "skipped_clock"):
            print(f"{name:26} {after[name] - before[name]}")
        print(f"states                     {states}")
        for i, name in enumerate(("late, 99 % (s)", "late, most (s)", "checks waiting", "samples waiting")):
            values = sorted(one[i] for one in late)
            print(f"{name:26} {values[len(values) // 2]:.3f} median, {values[-1]:.3f} greatest of {len(values)} looks")
        for name in ("checks_samples_total", "series_samples_stored_total", "series_samples_dropped_total",
                     "events_lost_total", "checks_states_failures_total"):
            print(f"{name:26} {now[name] - dropped[name]:.0f}")
        print(f"series                     {now['series_count']:.0f}")
        print(f"CPU                        {spent / took:.2f} of a core; {1000 * spent / done:.3f} ms a check (with all that is drawn and read)")
        print(f"RSS (MB)                   {instance.rss_mb():.0f}")
