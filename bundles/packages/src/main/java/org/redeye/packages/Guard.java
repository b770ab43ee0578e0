package org.redeye.packages;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls into a plugin, which may throw or never return. A call that hangs costs a daemon thread, no more. */
final class Guard {

    /** How long a plugin may take for one section of a package. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration patience;

    Guard(Duration patience) {
        this.patience = patience;
    }

    /** @throws PluginFailure if it throws or does not return in time; the message says which */
    <T> T call(String plugin, Callable<T> work) throws PluginFailure {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "rem-packages-" + plugin);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new PluginFailure(plugin + " did not answer within " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            // only text leaves here: the exception's class may belong to the plugin
            throw new PluginFailure(plugin + " broke: " + e.getCause() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginFailure(plugin + " was interrupted.");
        }
    }

    /** A plugin did not do its part. */
    static final class PluginFailure extends Exception {
        private static final long serialVersionUID = 1;

        PluginFailure(String message) {
            super(message, null, false, false);
        }
    }
}
