package org.redeye.api.script;

import java.time.Duration;

/**
 * One call of a program.
 *
 * @param packageName the package whose program it is
 * @param section the section it is called for, told to it as {@code REM_SECTION}; may be empty
 * @param program its path within the package's folder, such as {@code scripts/plans.py}; without {@code ..}
 * @param input one JSON value
 * @param limits what it may use
 */
public record ScriptCall(String packageName, String section, String program, String input, Limits limits) {

    /** A call within the usual limits. */
    public static ScriptCall of(String packageName, String section, String program, String input) {
        return new ScriptCall(packageName, section, program, input, Limits.USUAL);
    }

    /**
     * What a program may use.
     *
     * @param time from its start to its end, 1 ms to 10 minutes
     * @param outputBytes of its answer, 1 B to 64 MiB; one that writes more is killed
     * @param memoryBytes of address space, at least 16 MiB; holds for each of its processes by itself, and only where the
     *     system has the program {@code prlimit}
     */
    public record Limits(Duration time, int outputBytes, long memoryBytes) {

        /** 5 s, 1 MiB of output, 512 MiB of memory. */
        public static final Limits USUAL = new Limits(Duration.ofSeconds(5), 1 << 20, 512L << 20);

        /** @throws IllegalArgumentException if one is out of bounds */
        public Limits {
            if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException("The time of a script is 1ms to 10m.");
            }
            if (outputBytes < 1 || outputBytes > 64 << 20) {
                throw new IllegalArgumentException("The output of a script is 1 to 64MiB.");
            }
            if (memoryBytes < 16L << 20) {
                throw new IllegalArgumentException("The memory of a script is at least 16MiB.");
            }
        }
    }
}
