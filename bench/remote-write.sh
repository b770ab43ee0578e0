#!/bin/sh
# What a sample costs on its way to a real Prometheus (Debian's package): CPU of the store, and of Prometheus beside it.
#
#     bench/remote-write.sh [rounds] [sweeps a round]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl plugins/store-prometheus -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl plugins/store-prometheus dependency:build-classpath -Dmdep.outputFile="$list"
java -Xmx256m -cp "plugins/store-prometheus/target/test-classes:plugins/store-prometheus/target/classes:$(cat "$list")" \
    org.redeye.store.prometheus.RemoteBench "$@"
