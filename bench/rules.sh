#!/bin/sh
# What rules cost: 50,000 of them over 100,000 series, CPU of one evaluation and the time from a sample to its verdict.
#
#     bench/rules.sh [rounds]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd -P)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
cd "$top"
mvn -o -B -q -pl bundles/rules -am -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true install
mvn -o -B -q -pl bundles/rules dependency:build-classpath -Dmdep.outputFile="$list"
path=bundles/rules/target/classes:bundles/rules/target/test-classes:$(cat "$list")
java -Xmx512m -cp "$path" org.redeye.rules.RulesBench "$@"
