#!/bin/sh
# A page of 1,000 graphs in Debian's Chromium, on the built distribution: its first screen, frames a second while it is
# scrolled, and memory; live, and as pictures of the server.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$top"
mvn -o -B -q -pl bundles/graphs,plugins/store-rrd4j -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl plugins/store-rrd4j dependency:build-classpath -Dmdep.outputFile="$folder/path"
path=bundles/graphs/target/classes:bundles/graphs/target/test-classes:plugins/store-rrd4j/target/classes:$(cat "$folder/path")
java -Xmx512m -cp "$path" org.redeye.graphs.SeriesFill "$folder" 1000 2
mvn -o -B -ntp -q -pl itests -am -Drem.distributions="$PWD/assembly/target" -Drem.bench.data="$folder/data" \
    -Djacoco.skip=true -Dspotless.check.skip=true -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=GraphPageBench -Dfailsafe.failIfNoSpecifiedTests=false -Dfailsafe.useFile=false verify \
    | grep '(graphs)\|ERROR'
