package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.section.Item;

class FakesTest {

    @Test
    void aManualClockMovesOnlyWhenToldTo() {
        var clock = new ManualClock();
        Instant start = clock.instant();
        assertThat(clock.instant()).isEqualTo(start);
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
        assertThat(clock.nanos()).isEqualTo(5_000_000_000L);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClockThatIsSetBackKeepsItsMonotonicTime() {
        var clock = new ManualClock();
        Instant start = clock.instant();
        clock.advance(Duration.ofSeconds(5));
        clock.jump(Duration.ofHours(-1));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(5).minusSeconds(3_600));
        assertThat(clock.nanos()).isEqualTo(5_000_000_000L);
        assertThat(clock.withZone(ZoneId.of("Europe/Berlin")).instant()).isEqualTo(clock.instant());
    }

    @Test
    void aRunInterruptsWhatBlocksAtItsDeadline() {
        FakeProbeContext context = FakeProbeContext.local().within(Duration.ofMillis(50));
        var work = context.blocking(() -> {
            new CountDownLatch(1).await();
            return "never";
        });
        assertThatThrownBy(() -> work.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aRunOnAManualClockEndsWhenTheTestSaysSo() throws Exception {
        var clock = new ManualClock();
        FakeProbeContext context = FakeProbeContext.to("127.0.0.1").on(clock).within(Duration.ofSeconds(3));
        assertThat(context.remaining()).isEqualTo(Duration.ofSeconds(3));
        clock.advance(Duration.ofSeconds(4));
        assertThat(context.remaining()).isZero();
        var begun = new CountDownLatch(1);
        CompletableFuture<String> work = context.<String>blocking(() -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                })
                .toCompletableFuture();
        begun.await();
        assertThat(context.running()).isEqualTo(1);
        context.expire();
        assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aRunKeepsABoundedLog() {
        FakeProbeContext context = FakeProbeContext.local().directly();
        for (int i = 0; i < 300; i++) {
            context.log("x".repeat(1_000));
        }
        assertThat(context.lines()).hasSize(200).allMatch(line -> line.length() == 500);
        assertThat(context.blocking(() -> Thread.currentThread())
                        .toCompletableFuture()
                        .join())
                .isSameAs(Thread.currentThread());
    }

    @Test
    void aRegistryTellsWhoComesAndGoes() {
        var registry = new FakePluginRegistry();
        var told = new ArrayList<String>();
        var subscription = registry.onChange(id -> told.add(id.toString()));
        registry.with("field", "word", new Words()).broken("probe", "x", PluginState.FAILED, "It broke.");
        registry.remove("field", "word");
        subscription.close();
        registry.remove("probe", "x");
        assertThat(told).containsExactly("field:word", "probe:x", "field:word");
    }

    @Test
    void aRegistryGivesOnlyWhatIsThereAndOfThatType() {
        var registry = new FakePluginRegistry()
                .with("field", "word", new Words())
                .broken("probe", "x", PluginState.FAILED, "It broke.")
                .resource(new PluginId("field", "word"), "README.md", "# Word");
        assertThat(registry.instance(new PluginId("field", "word"), Words.class))
                .isPresent();
        assertThat(registry.instance(new PluginId("field", "word"), Runnable.class))
                .isEmpty();
        assertThat(registry.find(new PluginId("probe", "x")).map(PluginInfo::reason))
                .contains("It broke.");
        assertThat(registry.list()).extracting(info -> info.id().toString()).containsExactly("field:word", "probe:x");
        assertThat(registry.resource(new PluginId("field", "word"), "README.md"))
                .contains("# Word".getBytes(StandardCharsets.UTF_8));
        assertThat(registry.resource(new PluginId("field", "word"), "icon.svg")).isEmpty();
    }

    @Test
    void eventsReachWhoListensAndWhoComesLater() {
        var events = new FakeEvents(new ManualClock());
        var heard = new ArrayList<Long>();
        events.publish("check", Map.of("id", "a"));
        var subscription = events.subscribe(event -> heard.add(event.id()));
        events.subscribe(event -> {
            throw new IllegalStateException("a listener that throws harms nobody");
        });
        events.publish("check", Map.of("id", "b"));
        subscription.close();
        events.publish("page", Map.of());
        assertThat(heard).containsExactly(2L);
        var late = new ArrayList<Long>();
        events.subscribe(1, event -> late.add(event.id()));
        assertThat(late).containsExactly(2L, 3L);
        var lost = new ArrayList<String>();
        events.subscribe(99, event -> lost.add(event.type()));
        assertThat(lost).containsExactly(Events.LOST);
        assertThat(events.of("check")).containsExactly(Map.of("id", "a"), Map.of("id", "b"));
        assertThat(events.recent()).extracting(Event::type).containsExactly("check", "check", "page");
    }

    @Test
    void aCompilationSaysWhatAPluginsRecordRefuses() {
        var position = new Position("a.yaml", 3, 5);
        var item = new Item(
                "a",
                "alarms",
                List.of("one"),
                Map.of(),
                Map.of(),
                Map.of(),
                new Position("a.yaml", 2, 3),
                Map.of("tone", position));
        FakePluginRegistry plugins = new FakePluginRegistry().with("horn", "brass", new Horn());
        var context = new FakeCompileContext(Map.of(), plugins, new FakeBinder(Map.of("text", new Words()), Map.of()));
        context.check(item, new PluginId("horn", "brass"), Map.of("tone", "deep"));
        assertThat(context.problems()).isEmpty();
        context.check(item, new PluginId("horn", "brass"), Map.of("tone", "silent"));
        assertThat(context.problems()).containsExactly(new Problem(position, "'tone' is no tone.", ""));
    }

    private static final class Horn implements Supplier<Horn.Config> {
        private record Config(@Field(help = "How it sounds") String tone) {
            Config {
                if (tone.equals("silent")) {
                    throw new IllegalArgumentException("'tone' is no tone.");
                }
            }
        }

        @Override
        public Config get() {
            throw new AssertionError("not called");
        }
    }

    @Test
    void aPlatformHasItsFoldersWhereTheTestWants() {
        FakePlatform platform = FakePlatform.in(Path.of("/somewhere"));
        assertThat(List.of(platform.data(), platform.home()))
                .containsExactly(Path.of("/somewhere/data"), Path.of("/somewhere/home"));
    }

    @Test
    void yamlIsReadAsText() {
        assertThat(RawYaml.map(
                        "{a: no, b: 012, c: 1e3, d: 2001-01-01, e: [~, '', null, x], f: null, g: , h: {i: 0x1F}}"))
                .isEqualTo(Map.of(
                        "a",
                        "no",
                        "b",
                        "012",
                        "c",
                        "1e3",
                        "d",
                        "2001-01-01",
                        "e",
                        List.of("", "x"),
                        "h",
                        Map.of("i", "0x1F")));
        assertThat(RawYaml.map("# nothing")).isEmpty();
    }
}
