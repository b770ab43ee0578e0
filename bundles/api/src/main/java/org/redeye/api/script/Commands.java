package org.redeye.api.script;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs commands of this machine, and programs that packages bring, with arguments: what they write and how they end is the
 * answer. A command is started directly, never through a shell, in a fresh working directory that is removed afterwards; its
 * environment is {@code PATH, LANG, REM_PACKAGE, REM_RUN} and what the call adds. When it ends, or its time is over, all
 * that it started is killed, also what left its session or lost its parent (found by {@code REM_RUN}, which is another one
 * in each run).
 *
 * <p>Only commands of a package that is trusted are run, see {@link org.redeye.api.packages.Trust}. Up to 64 run at once;
 * up to 1,000 wait. Thread-safe.
 *
 * <p>A probe that runs what its settings say has them named {@code command} (the words) and {@code environment}: by these names
 * the platform knows what a package runs, and lets nobody but an admin change that in a package that is trusted.
 */
@ProviderType
public interface Commands {

    /**
     * Runs a command once. Never fails: whatever becomes of it is told by the result. A stage that is cancelled kills the
     * command. What hangs on the stage runs on a thread that runs commands; it should be short.
     */
    CompletionStage<CommandResult> run(CommandCall call);
}
