package org.redeye.probe.snmp;

import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.RawYaml;

/** Settings as a package writes them. */
final class Settings {

    private Settings() {}

    static SnmpConfig of(String yaml) {
        return FakeBinder.ofClassPath().bind(SnmpConfig.class, RawYaml.map(yaml));
    }
}
