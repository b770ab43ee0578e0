package org.redeye.section.hosts;

import org.redeye.testkit.SectionTypeContract;

class HostsSectionTest extends SectionTypeContract {

    HostsSectionTest() {
        super(new HostsSection());
    }
}
