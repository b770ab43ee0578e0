package org.redeye.channels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs what is due when a test says so. */
final class ManualTimer implements Timer {

    private record Task(Duration delay, Runnable work) {}

    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    @Override
    public Runnable after(Duration delay, Runnable work) {
        var task = new Task(delay, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** All that is waited for is due. */
    void expireAll() {
        var due = new ArrayList<>(tasks);
        tasks.removeAll(due);
        due.forEach(task -> task.work().run());
    }

    int waiting() {
        return tasks.size();
    }
}
