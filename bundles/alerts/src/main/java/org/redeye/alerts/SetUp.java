package org.redeye.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.redeye.api.alert.Condition;
import org.redeye.api.notify.Channels;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;

/** The world as it is set up now. */
final class SetUp implements World {

    /** So long after the start what packages declare may still be on its way, so nothing is said to be missing. */
    static final Duration SETTLING = Duration.ofSeconds(30);

    private final Outside outside;
    private final Routes routes;
    private final Clock clock;
    private final Instant settled;
    private volatile Tuning tuning = Tuning.USUAL;

    SetUp(Outside outside, Routes routes, Clock clock, Duration settling) {
        this.outside = outside;
        this.routes = routes;
        this.clock = clock;
        this.settled = clock.instant().plus(settling);
    }

    /** Takes other settings over. */
    void tune(Tuning to) {
        tuning = to;
    }

    @Override
    public Tuning tuning() {
        return tuning;
    }

    @Override
    public boolean ready() {
        Optional<OnCall> onCall = outside.onCall();
        boolean there = onCall.isPresent() && outside.channels().isPresent();
        return there
                && (!clock.instant().isBefore(settled) || !onCall.get().roles().isEmpty());
    }

    @Override
    public Instant settled() {
        return settled;
    }

    @Override
    public Optional<Routed> route(Condition condition) {
        return routes.find(condition);
    }

    @Override
    public Optional<RoleDeclaration> role(String name) {
        return outside.onCall().flatMap(onCall -> onCall.role(name));
    }

    @Override
    public List<RoleDeclaration> roles() {
        return outside.onCall().map(OnCall::roles).orElse(List.of());
    }

    @Override
    public Optional<Holding> holder(String role, Instant at) {
        return outside.onCall().flatMap(onCall -> onCall.holder(role, at));
    }

    @Override
    public Optional<PersonDeclaration> person(String name) {
        return outside.onCall().flatMap(onCall -> onCall.person(name));
    }

    @Override
    public String refuse(String channel, String to) {
        return outside.channels()
                .map((Channels channels) -> channels.refuse(channel, to))
                .orElse("The channels engine is not running.");
    }
}
