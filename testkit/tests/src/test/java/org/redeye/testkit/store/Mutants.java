package org.redeye.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a contract against a store that is wrong in one way: at least one of its tests must fail. */
final class Mutants {

    private Mutants() {}

    static void assertCaught(Class<?> contract) {
        assertCaught(contract, 11);
    }

    /** @param least how many tests the contract has at least */
    static void assertCaught(Class<?> contract, int least) {
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                // the runs of the contract are not tests of this module by themselves
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .execute()
                .testEvents();
        assertThat(tests.started().count()).isGreaterThanOrEqualTo(least);
        assertThat(tests.failed().count()).as("failed").isPositive();
        assertThat(tests.succeeded().count())
                .as(() -> "a mutant is wrong in one way only, but all failed: "
                        + tests.failed().list())
                .isPositive();
    }
}
