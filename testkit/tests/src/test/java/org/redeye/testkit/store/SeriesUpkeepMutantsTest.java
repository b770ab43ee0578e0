package org.redeye.testkit.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;

class SeriesUpkeepMutantsTest {

    private static final Map<String, Supplier<MemorySeriesStore>> MUTANTS = new LinkedHashMap<>();
    private static Supplier<MemorySeriesStore> current = MemorySeriesStore::new;

    static {
        MUTANTS.put("begins anew under the new name", () -> new MemorySeriesStore() {
            @Override
            public synchronized SeriesInfo rename(String id, String check, String metric, String item) {
                SeriesInfo info = super.rename(id, check, metric, item);
                remove(info.id());
                append(List.of(new Sample(info.key(), info.lastAt(), info.lastValue())));
                return info;
            }
        });
        MUTANTS.put("renames over another", () -> new MemorySeriesStore() {
            @Override
            public synchronized SeriesInfo rename(String id, String check, String metric, String item) {
                remove(check + ":" + metric);
                return super.rename(id, check, metric, item);
            }
        });
        MUTANTS.put("joins the wrong way round", () -> new MemorySeriesStore() {
            @Override
            public synchronized SeriesInfo join(String from, String into) {
                return super.join(into, from);
            }
        });
        MUTANTS.put("never takes back that a series was retired", () -> new MemorySeriesStore() {
            @Override
            public SeriesInfo revive(String id) {
                return get(id).orElseThrow();
            }
        });
        MUTANTS.put("restores over what is stored", () -> new MemorySeriesStore() {
            @Override
            public synchronized Restored restore(String name) {
                find("*", "", 100).forEach(info -> remove(info.id()));
                return super.restore(name);
            }
        });
        MUTANTS.put("restores nothing", () -> new MemorySeriesStore() {
            @Override
            public synchronized Restored restore(String name) {
                return new Restored(2, 1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource
    void theContractCatches(String mutant) {
        current = MUTANTS.get(mutant);
        Mutants.assertCaught(Run.class, 8);
    }

    static Stream<String> theContractCatches() {
        return MUTANTS.keySet().stream();
    }

    @Disabled("wrong on purpose")
    static class Run extends SeriesUpkeepContract {

        private final MemorySeriesStore store = current.get();

        @Override
        protected SeriesStore open() {
            return store;
        }
    }
}
