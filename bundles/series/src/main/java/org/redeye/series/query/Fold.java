package org.redeye.series.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.redeye.api.query.Calculation;
import org.redeye.api.query.Combination;

/** Takes columns of equal places one after the other and makes one of them. What is unknown counts in none. */
sealed interface Fold {

    /** Takes one in. It is not kept unless {@link #held} says so. */
    void add(double[] column);

    /** What has come of it. */
    double[] result();

    /** How many numbers are held for each series. */
    default int held() {
        return 0;
    }

    static Fold of(Calculation calculation, int size) {
        return switch (calculation.combination()) {
            case SUM, AVG, COUNT -> new Total(calculation.combination(), size);
            case MIN -> new Extreme(false, size);
            case MAX -> new Extreme(true, size);
            case PERCENTILE -> new Percentile(calculation.percentile() / 100, size);
            case NONE -> throw new IllegalArgumentException("Nothing is put together.");
        };
    }

    /** Sum, mean and number of the known. */
    final class Total implements Fold {
        private final Combination wanted;
        private final double[] sums;
        private final int[] counts;

        Total(Combination wanted, int size) {
            this.wanted = wanted;
            this.sums = new double[size];
            this.counts = new int[size];
        }

        @Override
        public void add(double[] column) {
            for (int i = 0; i < sums.length; i++) {
                if (!Double.isNaN(column[i])) {
                    sums[i] += column[i];
                    counts[i]++;
                }
            }
        }

        @Override
        public double[] result() {
            var result = new double[sums.length];
            Arrays.setAll(result, i -> switch (wanted) {
                case COUNT -> counts[i];
                case SUM -> counts[i] == 0 ? Double.NaN : sums[i];
                default -> sums[i] / counts[i]; // none of none is unknown
            });
            return result;
        }
    }

    /** The least or the greatest. */
    final class Extreme implements Fold {
        private final boolean greatest;
        private final double[] found;

        Extreme(boolean greatest, int size) {
            this.greatest = greatest;
            this.found = new double[size];
            Arrays.fill(found, Double.NaN);
        }

        @Override
        public void add(double[] column) {
            for (int i = 0; i < found.length; i++) {
                double value = column[i];
                boolean better = greatest ? value > found[i] : value < found[i];
                if (better || Double.isNaN(found[i])) {
                    found[i] = value;
                }
            }
        }

        @Override
        public double[] result() {
            return found;
        }
    }

    /** The value that a part does not exceed: type 7 of Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996. */
    final class Percentile implements Fold {
        private final double part;
        private final int size;
        private final List<double[]> columns = new ArrayList<>();

        Percentile(double part, int size) {
            this.part = part;
            this.size = size;
        }

        @Override
        public void add(double[] column) {
            columns.add(column);
        }

        @Override
        public int held() {
            return size;
        }

        @Override
        public double[] result() {
            var result = new double[size];
            var row = new double[columns.size()];
            for (int i = 0; i < size; i++) {
                int known = 0;
                for (double[] column : columns) {
                    if (!Double.isNaN(column[i])) {
                        row[known++] = column[i];
                    }
                }
                result[i] = quantile(row, known);
            }
            return result;
        }

        private double quantile(double[] row, int known) {
            if (known == 0) {
                return Double.NaN;
            }
            Arrays.sort(row, 0, known);
            double place = part * (known - 1);
            int below = (int) Math.floor(place);
            int above = Math.min(known - 1, below + 1);
            double share = place - below;
            return share == 0 ? row[below] : row[below] + share * (row[above] - row[below]);
        }
    }
}
