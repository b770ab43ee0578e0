package org.redeye.checks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;

/** A probe that does what a test says. */
final class TestProbe implements Probe<TestProbe.Config> {

    private final Behaviour behaviour;
    private final int concurrency;

    record Config(
            @Field(help = "Any text", def = "none") String word,
            @Field(help = "Any number") int count) {}

    interface Behaviour {
        CompletionStage<Outcome> probe(Config config, ProbeContext context) throws Exception;
    }

    TestProbe(Behaviour behaviour) {
        this(512, behaviour);
    }

    TestProbe(int concurrency, Behaviour behaviour) {
        this.behaviour = behaviour;
        this.concurrency = concurrency;
    }

    /** Is well at once, with one value. */
    static TestProbe well() {
        return answering(Outcome.ok("fine", List.of(Metric.of("total_seconds", "s", 0.25))));
    }

    static TestProbe answering(Outcome outcome) {
        return new TestProbe((config, context) -> CompletableFuture.completedFuture(outcome));
    }

    /** Gives this future, whatever becomes of it. */
    static TestProbe pending(CompletableFuture<Outcome> future) {
        return new TestProbe((config, context) -> future);
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        try {
            return behaviour.probe(config, context);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int concurrency() {
        return concurrency;
    }
}
