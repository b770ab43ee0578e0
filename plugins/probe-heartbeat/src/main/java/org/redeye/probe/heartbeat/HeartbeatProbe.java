package org.redeye.probe.heartbeat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** Waits for something that calls in by HTTP, and says when it is late, early, too long, or fails. */
@Component
@Plugin(
        kind = "probe",
        id = "heartbeat",
        title = "Heartbeat",
        help = "A dead man's switch: something calls in by HTTP, and silence, haste, long runs and failures are told")
public final class HeartbeatProbe implements Probe<HeartbeatProbe.Config> {

    private final Beats beats;
    private final long since;

    /** @param beats knows who called when */
    @Activate
    public HeartbeatProbe(@Reference Beats beats) {
        this(beats, System.currentTimeMillis());
    }

    /** @param since from when on calls can arrive: what was called before that may be lost */
    HeartbeatProbe(Beats beats, long since) {
        this.beats = beats;
        this.since = since;
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return context.blocking(() -> {
            long now = context.clock().millis();
            try {
                return Verdict.of(config, beats.know(config.token().reveal(), now), since, now);
            } catch (Beats.Full e) {
                return Outcome.unknown(
                        Reason.SETTINGS,
                        "More than " + Beats.MOST + " checks wait for heartbeats: this is one too many.");
            }
        });
    }

    /** Who calls, and when it should. */
    record Config(
            @Field(
                    help =
                            "The secret by which the caller is known, in the address that it calls; letters, digits, _ and -",
                    min = "16",
                    max = "200",
                    pattern = "[A-Za-z0-9_-]+",
                    required = true)
            Secret token,

            @Field(help = "How often it calls", def = "1d", min = "1s", max = "366d")
            Duration period,

            @Field(help = "How much later than that a call may come", def = "5m", min = "0s", max = "366d")
            Duration grace,

            @Field(
                    help = "A call that comes sooner than this after the one before is early; 0s for never",
                    def = "0s",
                    min = "0s",
                    max = "366d")
            Duration notBefore,

            @Field(
                    help = "How long a run may take, from the call at its start to that at its end; 0s for any time",
                    def = "0s",
                    min = "0s",
                    max = "366d")
            Duration maxRun,

            @Field(
                    help = "How many runs must fail in a row until it is critical; fewer are a warning",
                    def = "1",
                    min = "1",
                    max = "1000")
            int failures) {

        Config {
            if (notBefore.compareTo(period.plus(grace)) > 0) {
                throw new IllegalArgumentException(
                        "'not before' must not be longer than 'period' and 'grace' together.");
            }
        }
    }
}
