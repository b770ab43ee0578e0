package org.redeye.checks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Cuts what comes from a plugin to size, and turns its exceptions into text. */
final class Bounds {

    static final int MESSAGE_CHARACTERS = 1_000;
    static final int EVIDENCE_BYTES = 64 * 1024;

    private static final int MOST_CAUSES = 4;
    private static final String ELLIPSIS = "…";

    private Bounds() {}

    /** At most so many UTF-16 units, the last one an ellipsis if something was cut off. */
    static String characters(String text, int most) {
        return text.length() <= most ? text : whole(text, most - 1) + ELLIPSIS;
    }

    /** At most so many bytes as UTF-8, the last ones an ellipsis if something was cut off. */
    static String bytes(String text, int most) {
        if (text.length() * 3L <= most || text.getBytes(StandardCharsets.UTF_8).length <= most) {
            return text;
        }
        int room = most - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            room -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (room < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static String whole(String text, int end) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /**
     * What an exception says, in one line. Only text leaves here: the exception's class may belong to a plugin that is to
     * go away. Its own methods are plugin code too and may throw.
     */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && wraps(cause); i++) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        String message = messageOf(cause);
        return characters(message.isBlank() ? name : name + ": " + message, MESSAGE_CHARACTERS / 2);
    }

    private static boolean wraps(Throwable failure) {
        Class<?> type = failure.getClass(); // only the JDK's own: getCause of others is plugin code
        return (type == CompletionException.class || type == ExecutionException.class) && failure.getCause() != null;
    }

    private static String messageOf(Throwable failure) {
        try {
            @Nullable String message = failure.getMessage();
            return message == null
                    ? ""
                    : characters(message, MESSAGE_CHARACTERS).replace('\n', ' ');
        } catch (Throwable e) {
            return "";
        }
    }
}
