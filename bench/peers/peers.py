"""How the peers are started: Debian's packages, in the foreground, with data of their own below WORK, on loopback only."""

import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import urllib.request

import meter
from meter import WORK, spawn, until

PORT = 21080  # of the web server that is checked; the peers have 21081 to 21499
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
PAGE = "<html><body>" + "status ok " * 50 + "</body></html>\n"


def fresh(name, owner=None):
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    WORK.chmod(0o755)
    if owner:
        shutil.chown(folder, owner, owner)
    return folder


def get(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read()


def up(url, process):
    def answers():
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} died; see {WORK}")
        return get(url) is not None
    until(answers)
    return process


def nginx(addresses):
    """A web server with one process that works, at each of the addresses; and how many requests it has seen."""
    folder = fresh("nginx")
    folder.chmod(0o755)
    (folder / "index.html").write_text(PAGE)
    listen = " ".join(f"listen {address}:{PORT} backlog=4096;" for address in addresses)
    places = " ".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "conf").write_text(f"""daemon off; worker_processes 1; pid {folder}/pid; worker_rlimit_nofile 60000; user root;
error_log {folder}/errors crit; events {{ worker_connections 20000; }}
http {{ access_log off; {places} server {{ root {folder}; {listen} location / {{ }} }}
server {{ listen 127.0.0.1:21081; location / {{ stub_status; }} }} }}
""")
    up("http://127.0.0.1:21081/", spawn("nginx", "-c", folder / "conf", "-e", folder / "errors"))
    return lambda: int(re.search(r"\n (\d+) (\d+) (\d+)", get("http://127.0.0.1:21081/").decode()).group(3))


def blackbox():
    configuration = WORK / "blackbox.yml"
    configuration.write_text("""modules:
  http: {prober: http, timeout: 5s, http: {preferred_ip_protocol: ip4}}
  icmp: {prober: icmp, timeout: 5s, icmp: {preferred_ip_protocol: ip4}}
""")
    return up("http://127.0.0.1:21115/-/healthy",
              spawn("prometheus-blackbox-exporter", f"--config.file={configuration}",
                    "--web.listen-address=127.0.0.1:21115", "--log.level=error"))


def prometheus(configuration, *extra):
    folder = fresh("prometheus")
    (WORK / "prometheus.yml").write_text(configuration)
    return up("http://127.0.0.1:21090/-/ready",
              spawn("prometheus", f"--config.file={WORK}/prometheus.yml", f"--storage.tsdb.path={folder}",
                    "--web.listen-address=127.0.0.1:21090", "--log.level=error", *extra))


def prometheus_meter(name):
    text = get("http://127.0.0.1:21090/metrics").decode()
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if re.match(re.escape(name) + r"[ {]", line))


def _as(user):
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]


def postgres():
    folder = WORK / "postgres"
    if not (folder / "PG_VERSION").exists():
        fresh("postgres", "postgres")
        subprocess.run([*_as("postgres"), POSTGRES / "initdb", "-D", folder, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
                       check=True, stdout=subprocess.DEVNULL)
    options = shlex.split("-c shared_buffers=512MB -c max_wal_size=4GB")
    server = spawn(*_as("postgres"), POSTGRES / "postgres", "-D", folder, "-p", 21432, "-h", "127.0.0.1", "-k", folder,
                   *options, stop=signal.SIGINT)
    until(lambda: sql("select 1").returncode == 0)
    return server


def sql(text, database="postgres"):
    return subprocess.run(["psql", "-h", "127.0.0.1", "-p", "21432", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1",
                           "-qAt"], input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _must(text, database="postgres"):
    done = sql(text, database)
    if done.returncode:
        raise RuntimeError(done.stdout[-500:])
    return done.stdout.strip()


# Columns of an item of Zabbix 6 and their values; `n` is which one it is at its host.
ZABBIX = {
    "http": (1, 10050, "type,key_,url,value_type,retrieve_mode,timeout",
             lambda address, n: f"19,'http{n}','http://{address}:{PORT}/',4,0,'5s'"),
    "icmp": (1, 10050, "type,key_,value_type", lambda address, n: f"3,'icmpping[,1,{20 + n}]',3"),
    "snmp": (2, 21161, "type,key_,snmp_oid,value_type", lambda address, n: f"20,'x{n}','.1.3.6.1.2.1.2.2.1.10.{n + 1}',3"),
}


def zabbix(kind, addresses, items, pollers):
    """Its server with PostgreSQL below it: so many items at each address, each once a second; (server, database)."""
    database = postgres()
    if not _must("select 1 from pg_database where datname = 'zabbix_new'"):
        _must("create database zabbix_new")
        for part in ("schema", "images", "data"):
            packed = pathlib.Path(f"/usr/share/zabbix-server-pgsql/{part}.sql.gz")
            if packed.exists():
                _must(subprocess.run(["zcat", packed], stdout=subprocess.PIPE, text=True, check=True).stdout, "zabbix_new")
        _must("delete from hosts where status = 0", "zabbix_new")
    _must("drop database if exists zabbix with (force)")
    _must("create database zabbix template zabbix_new")
    interface, port, columns, values = ZABBIX[kind]
    lines = ["begin;"]
    for i, address in enumerate(addresses):
        host, face = 500_000 + i, 700_000 + i
        lines.append(f"insert into hosts(hostid,host,name,status) values({host},'h{i}','h{i}',0);")
        lines.append("insert into interface(interfaceid,hostid,main,type,useip,ip,dns,port)"
                     f" values({face},{host},1,{interface},1,'{address}','','{port}');")
        if kind == "snmp":
            lines.append(f"insert into interface_snmp(interfaceid,version,bulk,community) values({face},2,1,'public');")
        for n in range(items):
            item = 1_000_000 * (n + 1) + i
            lines.append(f"insert into items(itemid,hostid,name,interfaceid,delay,history,trends,status,{columns})"
                         f" values({item},{host},'i',{face},'1s','1d','0',0,{values(address, n)});")
            lines.append(f"insert into item_rtdata(itemid) values({item});")
    _must("\n".join(lines) + "\ncommit;\n", "zabbix")
    folder = fresh("zabbix", "zabbix")
    (folder / "conf").write_text(f"""ListenIP=127.0.0.1
ListenPort=21051
LogType=file
LogFile={folder}/log
PidFile={folder}/pid
SocketDir={folder}
DBHost=127.0.0.1
DBPort=21432
DBName=zabbix
DBUser=postgres
StartPollers={pollers}
StartPingers=8
StartTrappers=1
StartDiscoverers=0
CacheSize=64M
HistoryCacheSize=32M
FpingLocation=/usr/bin/fping
Timeout=5
""")
    return spawn(*_as("zabbix"), "zabbix_server", "-f", "-c", folder / "conf"), database


class Zabbix(meter.Contender):
    """Its server and its database are measured together."""

    def __init__(self, kind, addresses, items, pollers, counter, per_unit=1):
        self.name = "Zabbix 6 + PostgreSQL"
        self.set = (kind, addresses, items, pollers)
        self.counter = counter

    def start(self):
        self.parts = zabbix(*self.set)
        meter.time.sleep(8)

    def run(self, seconds):
        return meter.window([part.pid for part in self.parts], self.counter, seconds)

