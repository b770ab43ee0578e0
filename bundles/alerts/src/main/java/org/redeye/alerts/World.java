package org.redeye.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.redeye.api.alert.Condition;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;

/** What a plan asks of others; answers are reckoned, without input or output. */
interface World {

    /** A role that a condition goes to, and why. */
    record Routed(String role, String because) {}

    /** What is set of the engine. */
    Tuning tuning();

    /** Whether there is anybody who knows of people and channels. */
    boolean ready();

    /** Until when what packages declare may still be on its way: before that nothing is said to be missing. */
    Instant settled();

    /** Where a condition goes; empty if no route fits. */
    Optional<Routed> route(Condition condition);

    Optional<RoleDeclaration> role(String name);

    List<RoleDeclaration> roles();

    Optional<Holding> holder(String role, Instant at);

    Optional<PersonDeclaration> person(String name);

    /** Why a channel cannot carry a notice to an address; empty if nothing is known to be wrong. */
    String refuse(String channel, String to);
}
