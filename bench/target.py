"""What is checked in the benches: a local nginx, one connection a request. Needs Debian's nginx-light."""

import contextlib
import pathlib
import shutil
import subprocess
import tempfile

import rem

BODY = "hello"


@contextlib.contextmanager
def nginx():
    """Serves on loopback; yields the port."""
    port = rem.free_port()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rem-bench-nginx-"))
    (folder / "nginx.conf").write_text(f"""daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_timeout 0; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port} backlog=4096; location / {{ return 200 "{BODY}"; }} }} }}
""")
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def slots(instance, package):
    """How the slots of a package's checks went so far, and how many checks are in which state."""
    items = instance.send("GET", f"/api/v1/checks?package={package}&limit=10000", None, "application/json")["items"]
    total, states = {}, {}
    for item in items:
        states[item["state"]] = states.get(item["state"], 0) + 1
        for name, count in item["slots"].items():
            total[name] = total.get(name, 0) + count
    return total, states
