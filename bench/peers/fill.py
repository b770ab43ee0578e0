"""The bundle `fill`: a probe for measurements that stores samples of any time through the series engine."""

import pathlib
import shutil
import subprocess
import time

import meter
import rem

SOURCES = pathlib.Path(__file__).resolve().parent / "fill"


def jar():
    """Compiles it against the built API."""
    api = rem.TOP / "bundles/api/target/classes"
    folder = meter.WORK / "fill"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "classes/OSGI-INF").mkdir(parents=True)
    libraries = [str(path) for path in (rem.DISTRIBUTION / "system").rglob("*.jar") if "osgi" in path.name or "slf4j" in path.name]
    subprocess.run(["javac", "-nowarn", "--release", "17", "-cp", ":".join([str(api), *libraries]), "-d", folder / "classes",
                    SOURCES / "FillProbe.java"], check=True, stderr=subprocess.DEVNULL)
    shutil.copy(SOURCES / "component.xml", folder / "classes/OSGI-INF/component.xml")
    made = folder / "org.redeye.bench.fill.jar"
    subprocess.run(["jar", "--create", "--file", made, "--manifest", SOURCES / "manifest", "-C", folder / "classes", "."], check=True)
    return made


def run(ours, name, package, metrics, items, steps, step, begin=0):
    """Stores `steps` samples of each of metrics × items series, the last of them now; waits until all is stored."""
    put(ours, name, package, metrics, items, steps, step, begin)
    return again(ours, name, package)


def put(ours, name, package, metrics, items, steps, step, begin=0):
    begin = begin or until() - steps * step
    ours.instance.send("PUT", f"/api/v1/packages/{package}", f"""checks:
  fill:
    {name}: {{probe: fill, every: 300d, timeout: 10m, metrics: {metrics}, items: {items}, steps: {steps}, step: {step}s, begin: {begin}}}
""".encode(), "text/yaml")


def again(ours, name, package):
    done = ours.instance.send("POST", f"/api/v1/checks/{package}%2Fchecks%2Ffill%2F{name}/runs", b"", "application/json")
    if done["status"] != "ok":
        raise RuntimeError(str(done))
    return done


def until():
    """The end of what is filled: the last full five minutes."""
    return int(time.time()) // 300 * 300
