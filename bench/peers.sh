#!/bin/sh
# Our product and its peers in turn, A B A B, on the same work: the six rows that results.md tells of. Nothing else may run.
#
#     bench/peers.sh [row ...]            all rows, or those: bench/peers.sh 2 5
#     ROUNDS=5 bench/peers.sh             more rounds than the two or three of those ten minutes
#
# Wants root (raw sockets, other users), ./rem build, and Debian's packages, none of whose services may run:
#     nginx-light wrk curl fping smokeping zabbix-server-pgsql postgresql-15 prometheus prometheus-blackbox-exporter
#     prometheus-snmp-exporter collectd-core rrdtool rrdcached python3-rrdtool influxdb gcc libc6-dev
# The table goes to standard output and to $BENCH_WORK/table.md (BENCH_WORK: /var/tmp/rem-peers, 10 GB while it runs).
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
work=${BENCH_WORK:-/var/tmp/rem-peers}
mkdir -p "$work"
for program in nginx wrk curl fping smokeping zabbix_server prometheus prometheus-blackbox-exporter prometheus-snmp-exporter \
    collectd rrdtool rrdcached influxd cc; do
    command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || echo "# $program is missing: its rows will fail" >&2
done
PATH=$PATH:/usr/sbin
export PATH PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1
: >"$work/table.md"
for row in "${@:-1 2 3 4 5 6}"; do
    for number in $row; do
        /usr/bin/python3 "$here"/peers/row"$number"_*.py | tee -a "$work/table.md"
    done
done
