#!/bin/sh
# First useful pixels of the main page, the delay of an update, and the editor of a large package, in Debian's Chromium, on the built distribution.
cd "$(dirname "$0")/.." || exit 1
mvn -B -ntp -q -pl itests -am -Drem.distributions="$PWD/assembly/target" -Djacoco.skip=true -Dspotless.check.skip=true \
    -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PageBench -Dfailsafe.failIfNoSpecifiedTests=false \
    -Dfailsafe.useFile=false verify | grep ' ms)\|(ms)\|ERROR'
