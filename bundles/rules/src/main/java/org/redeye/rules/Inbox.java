package org.redeye.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.series.Sample;

/**
 * What came and was not looked at yet: bounded by samples. When it is full the oldest samples give way and are counted; news of
 * checks never do. Thread-safe; giving never waits.
 */
final class Inbox {

    /** Samples that may wait. */
    static final int MOST = 500_000;

    /** Something that came. */
    sealed interface News {
        /** Samples. */
        record Came(List<Sample> samples) implements News {}

        /** How a check stands. */
        record Stands(CheckStatus status) implements News {}

        /** A check is gone. */
        record Gone(String check) implements News {}

        /** A series has ended. */
        record Ended(String series) implements News {}
    }

    private final Deque<News> news = new ArrayDeque<>();
    private int samples;
    private long dropped;
    private boolean woken;

    synchronized void add(News one) {
        if (one instanceof News.Came came) {
            samples += came.samples().size();
        }
        news.add(one);
        while (samples > MOST && dropOldest()) {
            // until there is room
        }
        notifyAll();
    }

    private boolean dropOldest() {
        for (var each = news.iterator(); each.hasNext(); ) {
            if (each.next() instanceof News.Came came) {
                each.remove();
                samples -= came.samples().size();
                dropped += came.samples().size();
                return true;
            }
        }
        return false;
    }

    /** Ends a wait. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Takes out all that came; waits for it so long at most. */
    synchronized List<News> take(long millis) throws InterruptedException {
        if (news.isEmpty() && !woken && millis > 0) {
            wait(millis);
        }
        woken = false;
        var all = new ArrayList<>(news);
        news.clear();
        samples = 0;
        return all;
    }

    /** What waits, if that is anything. */
    synchronized Optional<News> peek() {
        return Optional.ofNullable(news.peek());
    }

    synchronized int waiting() {
        return samples;
    }

    synchronized long dropped() {
        return dropped;
    }
}
