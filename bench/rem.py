"""Starts the built distribution on ports and data of its own, asks it, measures its process. Standard library only."""

import base64
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

TOP = pathlib.Path(__file__).resolve().parent.parent
DISTRIBUTION = TOP / "assembly/target/assembly"
PASSWORD = "correct horse battery"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Rem:
    """One instance; `with Rem() as rem:` starts it cold and ends it."""

    def __init__(self, packages=None, settings=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rem-bench-"))
        self.data = self.folder / "data"
        self.port = free_port()
        self.token = ""
        self.environment = dict(
            os.environ, REM_DATA=str(self.data), REM_HTTP_PORT=str(self.port), REM_SSH_PORT=str(free_port()),
            REM_ADMIN_PASSWORD=PASSWORD, **(settings or {}))
        (self.data / "packages").mkdir(parents=True)
        for name, text in (packages or {}).items():
            (self.data / "packages" / f"{name}.yaml").write_text(text)

    def __enter__(self):
        self.begun = time.monotonic()
        out = open(self.folder / "out", "wb")
        self.process = subprocess.Popen(
            [DISTRIBUTION / "bin/rem", "run"], env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True)
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def since_start(self):
        return time.monotonic() - self.begun

    def get(self, path):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        request.add_header("Authorization", "Basic " + base64.b64encode(f"admin:{PASSWORD}".encode()).decode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def send(self, method, path, body, content_type):
        """A change, with a token: its price is the change's, not that of a hashed password."""
        if not self.token:
            self.token = self._send(
                "POST", "/api/v1/tokens", json.dumps({"name": "bench", "role": "admin"}).encode(), "application/json",
                "Basic " + base64.b64encode(f"admin:{PASSWORD}".encode()).decode())["token"]
        return self._send(method, path, body, content_type, "Bearer " + self.token)

    def post(self, path, value):
        return self.send("POST", path, json.dumps(value).encode(), "application/json")

    def _send(self, method, path, body, content_type, authorization):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, method=method)
        request.add_header("Content-Type", content_type)
        request.add_header("Authorization", authorization)
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)

    def until(self, condition, seconds=60, pause=0.02):
        """Waits until the condition holds; answers that cannot be had yet count as no."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if condition():
                    return self.since_start()
            except (urllib.error.URLError, OSError, KeyError):
                pass
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "out").read_text())
            time.sleep(pause)
        raise RuntimeError("waited in vain: " + (self.folder / "out").read_text())

    def pid(self):
        return int((self.data / "run/pid").read_text())

    def cpu(self):
        """User and system seconds so far."""
        fields = pathlib.Path(f"/proc/{self.pid()}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def compilers(self):
        """The part of them that the JVM has spent on compiling its own hot code."""
        spent = 0
        for task in pathlib.Path(f"/proc/{self.pid()}/task").iterdir():
            name, rest = (task / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
            if "CompilerThre" in name:
                fields = rest.split()
                spent += int(fields[11]) + int(fields[12])
        return spent / TICKS

    def settle(self, most=300):
        """Waits until compiling takes less than 3 % of a core: what runs for months is measured, not its first minute."""
        end = time.monotonic() + most
        while time.monotonic() < end:
            before = self.compilers()
            time.sleep(10)
            if self.compilers() - before < 0.3:
                return

    def rss_mb(self):
        for line in pathlib.Path(f"/proc/{self.pid()}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmRSS")


def table(rows):
    """Prints median, least and greatest of each figure."""
    print(f"{'figure':44} {'median':>10} {'min':>10} {'max':>10}  runs")
    for name, values in rows.items():
        ordered = sorted(values)
        print(f"{name:44} {ordered[len(ordered) // 2]:10.3f} {ordered[0]:10.3f} {ordered[-1]:10.3f}  {len(ordered)}")
