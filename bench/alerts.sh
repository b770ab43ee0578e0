#!/bin/sh
# What a condition costs the alerts engine, without the disk: the first report, and the same said again.
#
#     bench/alerts.sh [rounds] [conditions a round]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl bundles/alerts -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl bundles/alerts dependency:build-classpath -Dmdep.outputFile="$list"
java -Xmx256m -cp "bundles/alerts/target/classes:bundles/alerts/target/test-classes:$(cat "$list")" org.redeye.alerts.AlertsBench "$@"
