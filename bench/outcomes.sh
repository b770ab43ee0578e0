#!/bin/sh
# What a metric costs from its probe to its file, by the settings that the product runs with: CPU of the process and by threads.
#
#     bench/outcomes.sh [checks] [metrics] [every ms] [seconds a round] [rounds]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl bundles/checks,bundles/series,bundles/shared,plugins/store-rrd4j -am -DskipTests -Djacoco.skip=true \
    -Dspotless.check.skip=true install
mvn -o -B -q -pl plugins/store-rrd4j dependency:build-classpath -Dmdep.outputFile="$list"
path=$(cat "$list")
for part in bundles/checks bundles/series bundles/shared plugins/store-rrd4j; do
    path=$part/target/classes:$path
done
options=$(sed -n '/^server_options=/,/"$/p' assembly/src/main/karaf/bin/rem | tr -d '\\\n"' | sed 's/^server_options=//')
# shellcheck disable=SC2086
java $options ${REM_JAVA_OPTS:-} -cp "bundles/checks/target/test-classes:$path" org.redeye.checks.OutcomeBench "$@"
