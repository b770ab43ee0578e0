package org.redeye.api.series;

import java.util.Optional;
import java.util.function.Function;
import org.redeye.api.store.StoreException;

/**
 * A series over a stretch of time with the mean, the least and the greatest sample of each point. Immutable.
 *
 * <p>All three have the same key, beginning, step and number of points. Where a point stands for one sample they are the same
 * object.
 *
 * @param average the mean of the known samples of each point
 * @param min the least of them
 * @param max the greatest of them
 */
public record Band(Points average, Points min, Points max) {

    private static final int TRIES = 3;

    /** @throws IllegalArgumentException if the three do not lie on one grid */
    public Band {
        if (!isAligned(average, min) || !isAligned(average, max)) {
            throw new IllegalArgumentException("Mean, least and greatest of series "
                    + average.key().id() + " are not on one grid; expected the same beginning, step and size");
        }
    }

    /** The band of points that stand for one sample each. */
    public static Band of(Points samples) {
        return new Band(samples, samples, samples);
    }

    /**
     * Puts a band together from three reads, for stores that have no better way.
     *
     * @param read reads the same stretch for a consolidation; asked again if the step of the series changes meanwhile
     * @return empty if there is no such series
     * @throws StoreException UNAVAILABLE if the step changes again and again
     */
    public static Optional<Band> of(Function<Consolidation, Optional<Points>> read) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Points> average = read.apply(Consolidation.AVERAGE);
            Optional<Points> min = average.flatMap(points -> read.apply(Consolidation.MIN));
            Optional<Points> max = min.flatMap(points -> read.apply(Consolidation.MAX));
            if (max.isEmpty()) {
                return Optional.empty();
            }
            if (isAligned(average.get(), min.get()) && isAligned(average.get(), max.get())) {
                return Optional.of(new Band(average.get(), min.get(), max.get()));
            }
        }
        throw new StoreException(
                StoreException.Kind.UNAVAILABLE, "The step of the series changes while it is read. Try again.");
    }

    private static boolean isAligned(Points one, Points other) {
        return one.from() == other.from() && one.step() == other.step() && one.size() == other.size();
    }
}
