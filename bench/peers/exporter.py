"""A target with metrics for scrapers: so many series in Prometheus' text format, other values each time. Its CPU is nobody's."""

import http.server
import random
import threading

PORT = 21200
PAGES = 6


def page(first, count, dice):
    return "".join(f'bench_metric_{i % 20}{{host="host{i // 20}",iface="eth{i % 20}"}} {dice.randint(0, 1_000_000) / 100}\n'
                   for i in range(first, first + count)).encode()


class Exporter:
    """`/n/m` is the page of m series from the n-th on."""

    def __init__(self, parts):
        dice = random.Random(5)
        pages = {f"/{first}/{count}": [page(first, count, dice) for _ in range(PAGES)] for first, count in parts}
        self.samples = 0
        exporter = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = pages[self.path][exporter.samples % PAGES]
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                exporter.samples += int(self.path.rsplit("/", 1)[1])

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
