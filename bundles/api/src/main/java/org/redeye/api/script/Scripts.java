package org.redeye.api.script;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs programs that packages bring. A program is a file in the package's own folder ({@code packages/<name>/…}); it is
 * started directly if it is executable, else by its {@code #!} line, never through a shell. It gets one JSON value on
 * standard input, answers one on standard output, and has nothing else: a fresh working directory that is removed
 * afterwards and an environment of {@code PATH, LANG, PYTHONDONTWRITEBYTECODE, REM_PACKAGE,
 * REM_SECTION, REM_RUN}. When it ends, or its time is over, all
 * that it started is killed.
 *
 * <p>Only programs of a package that is trusted are run, see {@link org.redeye.api.packages.Trust}. Four run at once;
 * up to 1,000 wait. Thread-safe.
 */
@ProviderType
public interface Scripts {

    /**
     * Runs a program once. Never fails: whatever becomes of it is told by the result. What hangs on the stage runs on a
     * thread that runs programs; it should be short.
     */
    CompletionStage<ScriptResult> run(ScriptCall call);
}
