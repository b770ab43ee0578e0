#!/usr/bin/env python3
"""1,000 HTTP checks every second, each with a new connection, against a local nginx: is a slot lost, what does a check cost?

    bench/http-checks.py [checks] [seconds]      needs nginx (Debian: nginx-light)
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import rem

checks = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
port = rem.free_port()
folder = pathlib.Path(tempfile.mkdtemp(prefix="rem-bench-nginx-"))
(folder / "nginx.conf").write_text(f"""daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_timeout 0; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port} backlog=4096; location / {{ return 200 "hello"; }} }} }}
""")
package = ["checks:", "  many:"]
package += [f"    c{i}: {{probe: http, url: \"http://127.0.0.1:{port}/{i}\", every: 1s}}" for i in range(checks)]
nginx = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"])


def slots(instance):
    items = [c for c in instance.get("/api/v1/checks?limit=10000")["items"] if c["package"] == "many"]
    total = {"done": 0, "late": 0, "skipped_overload": 0, "skipped_probe": 0, "skipped_clock": 0}
    for item in items:
        for name in total:
            total[name] += item["slots"][name]
    states = {}
    for item in items:
        states[item["state"]] = states.get(item["state"], 0) + 1
    return total, states


try:
    with rem.Rem({"many": "\n".join(package) + "\n"}) as instance:
        instance.until(lambda: slots(instance)[1].get("ok", 0) == checks, 120, 1)
        instance.settle()
        before, cpu, compiled, begun = slots(instance)[0], instance.cpu(), instance.compilers(), time.monotonic()
        time.sleep(seconds)
        after, states = slots(instance)
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
finally:
    nginx.terminate()
