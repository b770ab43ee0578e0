#!/bin/sh
# What it costs to say who is on call: CPU µs of one question.
#
#     bench/oncall.sh [rounds]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl bundles/oncall -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl bundles/oncall dependency:build-classpath -Dmdep.outputFile="$list"
java -Xmx256m -cp "bundles/oncall/target/classes:bundles/oncall/target/test-classes:$(cat "$list")" \
    org.redeye.oncall.OnCallBench "$@"
