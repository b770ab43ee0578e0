package org.redeye.api.ssh;

import java.time.Duration;
import java.util.List;

/**
 * One command for another machine. Immutable.
 *
 * @param target whom it is for
 * @param words the program and its arguments. SSH hands them to the user's shell as one text: each word is quoted, so that a
 *     POSIX shell takes it as it is
 * @param connect how long connection, host key and login may take
 * @param time how long all of it may take
 * @param outputBytes of its output, 1 B to 64 MiB; one that writes more is cut off
 */
public record SshCall(SshTarget target, List<String> words, Duration connect, Duration time, int outputBytes) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no word, or the output is out of bounds
     */
    public SshCall {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A command has at least one word: the program.");
        }
        if (outputBytes < 1 || outputBytes > 64 << 20) {
            throw new IllegalArgumentException("The output of a command is 1 to 64MiB.");
        }
        words = List.copyOf(words);
    }
}
