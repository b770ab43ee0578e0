package org.redeye.testkit.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

class StateStoreMutantsTest {

    private static final Map<String, Supplier<StateStore>> MUTANTS = new TreeMap<>();
    private static Supplier<StateStore> current = MemoryStateStore::new;

    @ParameterizedTest
    @MethodSource
    void theContractCatches(String mutant) {
        current = MUTANTS.get(mutant);
        Mutants.assertCaught(Run.class);
    }

    static Stream<String> theContractCatches() {
        return MUTANTS.keySet().stream();
    }

    @Test
    void theContractCatchesAStoreThatForgets() {
        Mutants.assertCaught(ForgetfulRun.class);
    }

    @Disabled("wrong on purpose")
    static class Run extends StateStoreContract {

        private final StateStore store = current.get();

        @Override
        protected StateStore open() {
            return store;
        }
    }

    @Disabled("forgets on purpose")
    static class ForgetfulRun extends StateStoreContract {
        @Override
        protected StateStore open() {
            return new MemoryStateStore();
        }
    }

    private static void mutant(String name, Supplier<StateStore> store) {
        MUTANTS.put(name, store);
    }

    static {
        mutant("replaces whatever the version", () -> new MemoryStateStore() {
            @Override
            public synchronized long replace(String bucket, String key, String value, long expected) {
                return put(bucket, key, value);
            }
        });
        mutant("replaces what is not there", () -> new MemoryStateStore() {
            @Override
            public synchronized long replace(String bucket, String key, String value, long expected) {
                return get(bucket, key).isEmpty()
                        ? put(bucket, key, value)
                        : super.replace(bucket, key, value, expected);
            }
        });
        mutant("says UNAVAILABLE for a conflict", () -> new MemoryStateStore() {
            @Override
            public synchronized long replace(String bucket, String key, String value, long expected) {
                try {
                    return super.replace(bucket, key, value, expected);
                } catch (StoreException e) {
                    throw new StoreException(StoreException.Kind.UNAVAILABLE, e.getMessage());
                }
            }
        });
        mutant("puts without a new version", () -> new MemoryStateStore() {
            @Override
            public synchronized Optional<Versioned> get(String bucket, String key) {
                return super.get(bucket, key).map(one -> new Versioned(one.key(), one.value(), 1));
            }
        });
        mutant("counts versions from one after a removal", () -> new MemoryStateStore() {
            private long base;
            private long last;

            @Override
            public synchronized long put(String bucket, String key, String value) {
                last = super.put(bucket, key, value);
                return last - base;
            }

            @Override
            public synchronized boolean remove(String bucket, String key) {
                boolean there = super.remove(bucket, key);
                base = last;
                return there;
            }
        });
        mutant("scans in no order", () -> new MemoryStateStore() {
            @Override
            public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
                var found = new ArrayList<>(super.scan(bucket, prefix, after, limit));
                Collections.reverse(found);
                return found;
            }
        });
        mutant("scans regardless of case", () -> new MemoryStateStore() {
            @Override
            public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
                return super.scan(bucket, prefix, after, limit).stream()
                        .sorted(java.util.Comparator.comparing(Versioned::key, String.CASE_INSENSITIVE_ORDER))
                        .toList();
            }
        });
        mutant("scans the key 'after' again", () -> new MemoryStateStore() {
            @Override
            public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
                var found = new ArrayList<>(super.scan(bucket, prefix, after, limit));
                if (!after.isEmpty()) {
                    get(bucket, after).filter(one -> after.startsWith(prefix)).ifPresent(one -> found.add(0, one));
                }
                return found.subList(0, Math.min(limit, found.size()));
            }
        });
        mutant("ignores the limit", () -> new MemoryStateStore() {
            @Override
            public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
                return super.scan(bucket, prefix, after, 10_000);
            }
        });
        mutant("ignores the prefix", () -> new MemoryStateStore() {
            @Override
            public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
                return super.scan(bucket, "", after, limit);
            }
        });
        mutant("has one bucket", () -> new MemoryStateStore() {
            @Override
            public synchronized Optional<Versioned> get(String bucket, String key) {
                return super.get(bucket.equals("one-more") ? "one" : bucket, key);
            }
        });
        mutant("removes nothing", () -> new MemoryStateStore() {
            @Override
            public synchronized boolean remove(String bucket, String key) {
                return get(bucket, key).isPresent();
            }
        });
        mutant("takes any bucket name", () -> new MemoryStateStore() {
            @Override
            public synchronized long put(String bucket, String key, String value) {
                return super.put(
                        bucket.isEmpty() || Character.isUpperCase(bucket.charAt(0)) ? "x" : bucket, key, value);
            }
        });
        mutant("cuts long values", () -> new MemoryStateStore() {
            @Override
            public synchronized long put(String bucket, String key, String value) {
                return super.put(bucket, key, value.length() > 65_535 ? value.substring(0, 65_535) : value);
            }
        });
        mutant("trims text", () -> new MemoryStateStore() {
            @Override
            public synchronized long put(String bucket, String key, String value) {
                return super.put(bucket, key, value.strip());
            }
        });
        mutant("is not atomic", () -> new MemoryStateStore() {
            @Override
            public long replace(String bucket, String key, String value, long expected) {
                long now = get(bucket, key).map(Versioned::version).orElse(0L);
                if (now != expected) {
                    return super.replace(bucket, key, value, expected);
                }
                LockSupport.parkNanos(500_000);
                return put(bucket, key, value);
            }
        });
    }
}
