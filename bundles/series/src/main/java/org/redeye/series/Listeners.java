package org.redeye.series;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SampleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets every sample. Thread-safe; costs next to nothing while there is nobody. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<SampleListener> all = new CopyOnWriteArrayList<>();

    void add(SampleListener listener) {
        all.add(listener);
    }

    void remove(SampleListener listener) {
        all.remove(listener);
    }

    void appended(List<Sample> samples) {
        if (!samples.isEmpty()) {
            tell(listener -> listener.appended(samples));
        }
    }

    void ended(String series, long at) {
        tell(listener -> listener.ended(series, at));
    }

    private void tell(Consumer<SampleListener> what) {
        for (SampleListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) { // its fault: the samples go their way
                LOG.warn("{} did not take samples", listener.getClass().getName(), e);
            }
        }
    }
}
