#!/usr/bin/env python3
"""A package of many items: compiled, one item edited, drafted as the editor does it.

    bench/packages.py [items] [rounds]
"""

import sys
import time

import rem

items = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10

groups = items // 100
lines = ["package: {name: many}", "hosts:"]
for group in range(groups):
    lines.append(f"  g{group}:")
    lines += [f"    h{group}x{host}: {{address: 127.0.0.1}} # rack {host}" for host in range(100)]
TEXT = "\n".join(lines) + "\n"


def timed(figure, call):
    begun = time.monotonic()
    answer = call()
    figures.setdefault(figure, []).append((time.monotonic() - begun) * 1000)
    return answer


figures = {}
with rem.Rem() as instance:
    instance.until(lambda: instance.get("/readyz") is not None)

    def put(text, query=""):
        return instance.send("PUT", "/api/v1/packages/many" + query, text.encode(), "text/yaml")

    def draft(text, edits):
        return instance.post("/api/v1/packages/many/draft", {"text": text, "edits": edits, "at": ["hosts", "g1", "h1x1"], "schemas": True})

    text = TEXT
    for _ in range(rounds):
        timed("compile all, as a plan (ms)", lambda: put(text, "?dry-run=true"))
    put(text)
    for n in range(rounds):
        edit = {"op": "set", "path": ["hosts", f"g{n}", f"h{n}x7", "address"], "value": f"127.0.0.{n + 2}"}
        text = timed("draft with one edit (ms)", lambda: draft(text, [edit]))["text"]
        timed("save that, applied (ms)", lambda: put(text))
    for _ in range(rounds):
        timed("open: text, outline, schemas (ms)", lambda: draft(text, []))
rem.table(figures)
