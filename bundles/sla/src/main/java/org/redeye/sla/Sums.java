package org.redeye.sla;

/** So many milliseconds of each kind. */
record Sums(long up, long down, long unknown, long excluded) {

    static final Sums ZERO = new Sums(0, 0, 0, 0);

    Sums plus(Kind kind, long millis) {
        return switch (kind) {
            case UP -> new Sums(up + millis, down, unknown, excluded);
            case DOWN -> new Sums(up, down + millis, unknown, excluded);
            case UNKNOWN -> new Sums(up, down, unknown + millis, excluded);
            case EXCLUDED -> new Sums(up, down, unknown, excluded + millis);
        };
    }

    Sums plus(Sums other) {
        return new Sums(up + other.up, down + other.down, unknown + other.unknown, excluded + other.excluded);
    }

    Sums minus(Sums other) {
        return new Sums(up - other.up, down - other.down, unknown - other.unknown, excluded - other.excluded);
    }

    /** Up of what is known; NaN if nothing is. */
    double availability() {
        return up + down == 0 ? Double.NaN : (double) up / (up + down);
    }
}
