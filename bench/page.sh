#!/bin/sh
# First useful pixels of the main page and the delay of an update, in Debian's Chromium, on the built distribution.
cd "$(dirname "$0")/../itests" || exit 1
mvn -B -ntp -q -Drem.distributions="$PWD/../assembly/target" -Dit.test=PageBench -Dfailsafe.useFile=false \
    test-compile failsafe:integration-test | grep ' ms)\|(ms)\|ERROR'
