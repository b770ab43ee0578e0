package org.redeye.series.query;

/** Even places in time, aligned to the epoch, on which series are put together. */
record Grid(long from, long step, int size) {

    static Grid of(long from, long to, long step) {
        long begin = Math.floorDiv(from, step) * step;
        return new Grid(begin, step, Math.toIntExact(-Math.floorDiv(begin - to, step)));
    }

    long at(int place) {
        return from + place * step;
    }

    /** Where a time is; -1 if it is outside. */
    int place(long time) {
        long place = Math.floorDiv(time - from, step);
        return place >= 0 && place < size ? (int) place : -1;
    }
}
