#!/usr/bin/env python3
"""1,000 HTTP checks every second, each with a new connection, against a local nginx: is a slot lost, what does a check cost?

    bench/http-checks.py [checks] [seconds]      needs nginx (Debian: nginx-light)
"""

import sys
import time

import rem
import target

checks = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60

with target.nginx() as port:
    package = ["checks:", "  many:"]
    package += [f"    c{i}: {{probe: http, url: \"http://127.0.0.1:{port}/{i}\", every: 1s}}" for i in range(checks)]
    with rem.Rem({"many": "\n".join(package) + "\n"}) as instance:
        instance.until(lambda: target.slots(instance, "many")[1].get("ok", 0) == checks, 120, 1)
        instance.settle()
        before, cpu, compiled, begun = target.slots(instance, "many")[0], instance.cpu(), instance.compilers(), time.monotonic()
        time.sleep(seconds)
        after, states = target.slots(instance, "many")
        compiled = instance.compilers() - compiled
        spent, took = instance.cpu() - cpu, time.monotonic() - begun
        done = after["done"] - before["done"]
        print(f"checks run                 {done} in {took:.1f} s, asked for {checks * took:.0f}")
        for name in ("late", "skipped_overload", "skipped_probe", "skipped_clock"):
            print(f"{name:26} {after[name] - before[name]}")
        print(f"states                     {states}")
        print(f"CPU per check (ms)         {1000 * spent / done:.3f}   (the whole process: schedule, check, series, states, events)")
        print(f"  of it compiling          {1000 * compiled / done:.3f}")
        print(f"settled after (s)          {begun - instance.begun:.0f}")
        print(f"RSS (MB)                   {instance.rss_mb():.0f}")
