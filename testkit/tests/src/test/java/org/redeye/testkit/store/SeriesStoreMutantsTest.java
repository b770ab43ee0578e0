package org.redeye.testkit.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.api.series.Band;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;

@Tag("long")
class SeriesStoreMutantsTest {

    private static final Map<String, Supplier<SeriesStore>> MUTANTS = new TreeMap<>();
    private static Supplier<SeriesStore> current = MemorySeriesStore::new;

    @ParameterizedTest
    @MethodSource
    void theContractCatches(String mutant) {
        current = MUTANTS.get(mutant);
        Mutants.assertCaught(Run.class);
    }

    static Stream<String> theContractCatches() {
        return MUTANTS.keySet().stream();
    }

    @Disabled("wrong on purpose")
    static class Run extends SeriesStoreContract {

        private final SeriesStore store = current.get();

        @Override
        protected SeriesStore open() {
            return store;
        }
    }

    @Disabled("forgets on purpose")
    static class ForgetfulRun extends SeriesStoreContract {
        @Override
        protected SeriesStore open() {
            return new MemorySeriesStore();
        }
    }

    @org.junit.jupiter.api.Test
    void theContractCatchesAStoreThatForgets() {
        Mutants.assertCaught(ForgetfulRun.class);
    }

    /** Passes everything on, so that a mutant changes one thing. */
    private static class Wrong implements SeriesStore {
        final MemorySeriesStore right = new MemorySeriesStore();

        @Override
        public int append(List<Sample> batch) {
            return right.append(batch);
        }

        @Override
        public List<SeriesInfo> find(String match, String after, int limit) {
            return right.find(match, after, limit);
        }

        @Override
        public Optional<SeriesInfo> get(String id) {
            return right.get(id);
        }

        @Override
        public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
            return right.read(id, from, to, step, consolidation).map(this::answer);
        }

        Points answer(Points points) {
            return points;
        }

        @Override
        public void end(String id, long at) {
            right.end(id, at);
        }

        @Override
        public boolean remove(String id) {
            return right.remove(id);
        }

        @Override
        public Usage usage() {
            return right.usage();
        }
    }

    private static void mutant(String name, Supplier<SeriesStore> store) {
        MUTANTS.put(name, store);
    }

    private static double[] map(Points points, java.util.function.DoubleUnaryOperator change) {
        return java.util.Arrays.stream(points.values()).map(change).toArray();
    }

    private static List<Sample> with(List<Sample> batch, java.util.function.UnaryOperator<Sample> change) {
        return batch.stream().map(change).toList();
    }

    static {
        mutant("drops the last sample of a large batch", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                return super.append(batch.size() > 500 ? batch.subList(0, batch.size() - 1) : batch);
            }
        });
        mutant("answers zero for a gap", () -> new Wrong() {
            @Override
            Points answer(Points p) {
                return new Points(p.key(), p.from(), p.step(), map(p, v -> Double.isNaN(v) ? 0 : v));
            }
        });
        mutant("fills a gap with the value before", () -> new Wrong() {
            @Override
            Points answer(Points p) {
                var values = p.values();
                for (int i = 1; i < values.length; i++) {
                    values[i] = Double.isNaN(values[i]) ? values[i - 1] : values[i];
                }
                return p;
            }
        });
        mutant("closes the end", () -> new Wrong() {
            @Override
            public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
                return super.read(id, from, to + 1, step, consolidation);
            }
        });
        mutant("does not round the beginning", () -> new Wrong() {
            @Override
            public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
                return super.read(id, from, to, step, consolidation)
                        .map(p -> new Points(p.key(), from, p.step(), p.values()));
            }
        });
        mutant("mixes up node and unit", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                return super.append(with(batch, s -> {
                    var k = s.key();
                    return new Sample(
                            new SeriesKey(k.check(), k.metric(), k.item(), k.node(), k.unit(), k.step()),
                            s.at(),
                            s.value());
                }));
            }
        });
        mutant("knows whole seconds only", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                return super.append(with(batch, s -> {
                    var k = s.key();
                    var step = Duration.ofSeconds(Math.max(1, k.step().toSeconds()));
                    return new Sample(
                            new SeriesKey(k.check(), k.metric(), k.item(), k.unit(), k.node(), step),
                            s.at(),
                            s.value());
                }));
            }
        });
        mutant("accepts an old sample", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                int old = 0;
                for (var sample : batch) {
                    if (super.append(List.of(sample)) > 0) {
                        old++;
                    }
                }
                return old > 0 ? old - 1 : 0;
            }
        });
        mutant("lets the last of two samples in a slot stand", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                var last = new TreeMap<String, Sample>();
                batch.forEach(s ->
                        last.put(s.key().id() + " " + s.at() / s.key().step().toMillis() + " " + (s.at() < 0), s));
                super.append(last.values().stream()
                        .sorted(java.util.Comparator.comparingLong(Sample::at))
                        .toList());
                return batch.size() - last.size();
            }
        });
        mutant("rounds to float", () -> new Wrong() {
            @Override
            Points answer(Points p) {
                return new Points(p.key(), p.from(), p.step(), map(p, v -> (float) v));
            }
        });
        mutant("averages when asked for the greatest", () -> new Wrong() {
            @Override
            public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
                var instead = consolidation == Consolidation.MAX ? Consolidation.AVERAGE : consolidation;
                return super.read(id, from, to, step, instead);
            }
        });
        mutant("answers without bound", () -> new Wrong() {
            @Override
            public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
                var points = super.read(id, from, to, step, consolidation);
                return to - from < 200_000_000
                        ? points
                        : points.map(p -> new Points(p.key(), p.from(), 1_000, new double[250_000]));
            }
        });
        mutant("finds in no order", () -> new Wrong() {
            @Override
            public List<SeriesInfo> find(String match, String after, int limit) {
                var found = new ArrayList<>(super.find(match, after, limit));
                Collections.reverse(found);
                return found;
            }
        });
        mutant("takes the mean for the least", () -> new Wrong() {
            @Override
            public Optional<Band> band(String id, long from, long to, long step) {
                return super.band(id, from, to, step).map(b -> new Band(b.average(), b.average(), b.max()));
            }
        });
        mutant("leaves the last point out of a band", () -> new Wrong() {
            @Override
            public Optional<Band> band(String id, long from, long to, long step) {
                return super.band(id, from, Math.max(from + 1, to - 10_000), step);
            }
        });
        mutant("finds too many", () -> new Wrong() {
            @Override
            public List<SeriesInfo> find(String match, String after, int limit) {
                return super.find(match, after, limit + 1);
            }
        });
        mutant("takes the pattern for a regular expression", () -> new Wrong() {
            @Override
            public List<SeriesInfo> find(String match, String after, int limit) {
                return super.find(match.replace('.', '?'), after, limit);
            }
        });
        mutant("never ends a series", () -> new Wrong() {
            @Override
            public void end(String id, long at) {
                // nothing
            }
        });
        mutant("revives an ended series with any sample", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                batch.forEach(s -> super.end(s.key().id(), 0));
                return super.append(batch);
            }
        });
        mutant("keeps the past of a removed series", () -> new Wrong() {
            private final java.util.Set<String> hidden = new java.util.HashSet<>();

            @Override
            public boolean remove(String id) {
                return super.get(id).isPresent() && hidden.add(id);
            }

            @Override
            public int append(List<Sample> batch) {
                batch.forEach(s -> hidden.remove(s.key().id()));
                return super.append(batch);
            }

            @Override
            public Optional<SeriesInfo> get(String id) {
                return hidden.contains(id) ? Optional.empty() : super.get(id);
            }

            @Override
            public List<SeriesInfo> find(String match, String after, int limit) {
                return super.find(match, after, limit).stream()
                        .filter(info -> !hidden.contains(info.id()))
                        .toList();
            }
        });
        mutant("ignores an unknown value", () -> new Wrong() {
            @Override
            public int append(List<Sample> batch) {
                return super.append(
                        batch.stream().filter(s -> !Double.isNaN(s.value())).toList());
            }
        });
    }
}
