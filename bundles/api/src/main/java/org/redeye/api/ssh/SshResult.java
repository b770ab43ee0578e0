package org.redeye.api.ssh;

import java.time.Duration;
import org.redeye.api.probe.Reason;

/**
 * What became of a command on another machine. Immutable.
 *
 * @param reason NONE if it ran to its end, whatever its exit code; DNS, REFUSED, UNREACHABLE, TIMEOUT, RESET, PROTOCOL,
 *     HOSTKEY, AUTHENTICATION if the connection was not made; TIMEOUT, RESET, SIZE if the command did not end or wrote too
 *     much; SETTINGS for a key that cannot be read; OVERLOAD if there are too many connections
 * @param known whether the host is known: false with HOSTKEY for one that nobody has told the platform about, true for one
 *     that shows another key than it should
 * @param exitCode 0 to 255; -1 unless the reason is NONE
 * @param output what it wrote to standard output, as UTF-8, as far as it came
 * @param errors the end of what it wrote to standard error, at most 64 KiB
 * @param message what went wrong and what would be right, one sentence with the host's name; empty if the reason is NONE
 * @param shared whether it ran over a connection that was there already
 * @param took how long it took, connection included
 */
public record SshResult(
        Reason reason,
        boolean known,
        int exitCode,
        String output,
        String errors,
        String message,
        boolean shared,
        Duration took) {}
