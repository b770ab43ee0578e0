#!/bin/sh
# What a graph of the server costs: CPU a picture of 500x180 pixels over one day, drawn and kept.
#
#     bench/graphs.sh [rounds] [draws a round]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl bundles/graphs,plugins/store-rrd4j -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl plugins/store-rrd4j dependency:build-classpath -Dmdep.outputFile="$list"
path=bundles/graphs/target/classes:bundles/graphs/target/test-classes:plugins/store-rrd4j/target/classes:$(cat "$list")
java -Djava.awt.headless=true -Xmx256m -cp "$path" org.redeye.graphs.GraphBench "$@"
