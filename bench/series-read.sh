#!/bin/sh
# What range queries cost in the store rrd4j: CPU and time of 120 steps of 1, 20, 500 and all series, and of one day of one.
#
#     bench/series-read.sh [series] [rounds]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl plugins/store-rrd4j -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl plugins/store-rrd4j dependency:build-classpath -Dmdep.outputFile="$list"
path=plugins/store-rrd4j/target/classes:plugins/store-rrd4j/target/test-classes:$(cat "$list")
java -Xmx512m -cp "$path" org.redeye.store.rrd4j.Reads "$@"
