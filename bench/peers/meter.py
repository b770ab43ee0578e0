"""What a contender costs: CPU of its whole process tree, rounds A B A B, the table.

A contender has a name and the words start, run and stop. `run(seconds)` does the work or lets it go on, and answers
`{"units": n, "seconds": s, "cpu": s}` and whatever else belongs into the table. `start` and `stop` surround each turn; what is
to stay between the turns (our own process: its compiler is warm after the first one) is begun by the row itself.
"""

import os
import pathlib
import signal
import subprocess
import sys
import time

import rem

WORK = pathlib.Path(os.environ.get("BENCH_WORK", "/var/tmp/rem-peers"))
TICKS = os.sysconf("SC_CLK_TCK")
# A monitor runs for months, a turn takes seconds: what is asked over HTTP is asked so long before it is measured, ours and others.
WARM = float(os.environ.get("WARM", 40))
started = []


def log(*words):
    print("#", *words, file=sys.stderr, flush=True)


def _stat(pid):
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text[text.rindex(")") + 2:].split()


def tree(pids):
    """These processes and all below them."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = _stat(name)
            if fields:
                children.setdefault(int(fields[1]), []).append(int(name))
    found, left = [], list(pids)
    while left:
        pid = left.pop()
        if pid not in found:
            found.append(pid)
            left += children.get(pid, [])
    return found


def cpu(pids):
    """User and system seconds of the trees so far, with those of children that have ended."""
    total = 0
    for pid in tree(pids):
        fields = _stat(pid)
        if fields:
            total += sum(int(field) for field in fields[11:15])
    return total / TICKS


def spawn(*command, user=None, stop=signal.SIGTERM):
    """Starts a peer with its output in a file."""
    WORK.mkdir(parents=True, exist_ok=True)
    out = open(WORK / f"{pathlib.Path(command[0]).name}.log", "wb")
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                               start_new_session=True, user=user, group=user, extra_groups=[] if user else None)
    process.stop_signal = stop
    started.append(process)
    return process


def end(process):
    """Ends what `spawn` has started, with all below it."""
    below = tree([process.pid])
    if process.poll() is None:
        process.send_signal(process.stop_signal)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pid in below[1:]:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
    if process in started:
        started.remove(process)


def end_all():
    for process in started[::-1]:
        end(process)


def command(*words, **options):
    """Runs a program to its end: (seconds, CPU seconds, its output)."""
    import resource
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    seconds, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, spent, done.stdout.decode(errors="replace")


def until(condition, seconds=30, pause=0.02):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(pause)
    raise RuntimeError("waited in vain")


def window(pids, counter, seconds):
    """What daemons do in a stretch of time, by a counter that is not their own."""
    units, spent, begun = counter(), cpu(pids), time.monotonic()
    time.sleep(seconds)
    units, spent = counter() - units, cpu(pids) - spent
    return {"units": units, "cpu": spent, "seconds": time.monotonic() - begun}


class Contender:
    """One that is started for each of its turns. What it spawns is ended after the turn."""

    name = ""

    def start(self):
        pass

    def stop(self):
        pass


class Once(Contender):
    """A program that runs to its end: `work` answers its words, its input and how many units they are."""

    def __init__(self, name, work):
        self.name = name
        self.work = work

    def run(self, seconds):
        words, given, units = self.work()
        options = {"stdin": open(given)} if given else {"stdin": subprocess.DEVNULL}
        took, spent, output = command(*words, **options)
        if "ERROR" in output:
            raise RuntimeError(output[:300])
        return {"units": units, "cpu": spent, "seconds": took}


def median(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if len(ordered) % 2 else (ordered[len(ordered) // 2 - 1] + ordered[len(ordered) // 2]) / 2


def plural(unit):
    return unit[:-1] + "ies" if unit.endswith("y") else unit + "s"


def compete(title, unit, scale, contenders, rounds, seconds):
    """Lets them take turns and prints the table of a row. `scale`: "ms" or "µs" of CPU a unit."""
    factor = {"ms": 1e3, "µs": 1e6}[scale]
    figures = {contender.name: [] for contender in contenders}
    for turn in range(rounds):
        for contender in contenders:
            there = list(started)
            try:
                contender.start()
                figure = contender.run(seconds)
                figure["each"] = figure["cpu"] * factor / max(1, figure["units"])
                figures[contender.name].append(figure)
                log(f"{title}, round {turn + 1}, {contender.name}: {figure['each']:.4g} {scale} a {unit}, "
                    f"{figure['units'] / figure['seconds']:.0f}/s, load {os.getloadavg()[0]:.1f}")
            except (RuntimeError, OSError, ValueError, subprocess.SubprocessError) as failed:
                log(f"{title}, round {turn + 1}, {contender.name} FAILED: {failed!r}")
            finally:
                contender.stop()
                for process in [process for process in started if process not in there][::-1]:
                    end(process)
    print(f"\n**{title}** (load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d')})\n")
    asked = any("p50" in figure for all_of_it in figures.values() for figure in all_of_it)
    half = (" p50 (ms) |", "---|") if asked else ("", "")
    print(f"| contender | CPU a {unit} ({scale}) | min–max | {plural(unit)} a second | rounds |{half[0]}")
    print(f"|---|---|---|---|---|{half[1]}")
    for name, all_of_it in figures.items():
        if not all_of_it:
            print(f"| {name} | failed | | | 0 |{' |' if asked else ''}")
            continue
        each = [figure["each"] for figure in all_of_it]
        rate = median([figure["units"] / figure["seconds"] for figure in all_of_it])
        print(f"| {name} | {median(each):.4g} | {min(each):.4g}–{max(each):.4g} | {rate:,.0f} | {len(each)} |"
              + (f" {median([figure['p50'] for figure in all_of_it]):.3g} |" if asked else ""))
    sys.stdout.flush()


def arguments(rounds, seconds):
    """Of a row: rounds and seconds a turn; ROUNDS of the environment counts where neither is given."""
    rounds = int(os.environ.get("ROUNDS", rounds))
    if len(sys.argv) > 1:
        rounds = int(sys.argv[1])
    if len(sys.argv) > 2:
        seconds = float(sys.argv[2])
    return rounds, seconds


def addresses(network, count):
    """So many addresses 127.network.x.y, all of this machine."""
    return [f"127.{network}.{i // 250}.{i % 250 + 1}" for i in range(count)]


class Rem:
    """Our side: the assembled distribution, started once; a turn puts a package and takes it away again."""

    def __init__(self, deploy=()):
        self.instance = rem.Rem()
        folder = self.instance.data / "deploy"
        folder.mkdir(parents=True)
        for jar in deploy:
            (folder / jar.name).write_bytes(jar.read_bytes())

    def __enter__(self):
        self.instance.__enter__()
        self.instance.until(lambda: self.instance.get("/readyz") is not None)
        self.instance.send("DELETE", "/api/v1/packages/system_monitor", None, "text/yaml")
        return self

    def __exit__(self, *how):
        self.instance.__exit__(*how)

    def pids(self):
        return [self.instance.pid()]

    def put(self, text):
        self.instance.send("PUT", "/api/v1/packages/bench", text.encode(), "text/yaml")

    def delete(self):
        self.instance.send("DELETE", "/api/v1/packages/bench", None, "text/yaml")

    def get(self, path):
        return self.instance.send("GET", path, None, "application/json")

    def slots(self):
        """Runs of the package's checks so far by what became of them, and how many checks stand how."""
        total, states, after = {}, {}, ""
        while True:
            page = self.get(f"/api/v1/checks?package=bench&limit=10000&after={after}")
            for item in page["items"]:
                states[item["state"]] = states.get(item["state"], 0) + 1
                for name, count in item["slots"].items():
                    total[name] = total.get(name, 0) + count
            after = page.get("next")
            if not after:
                return total, states
