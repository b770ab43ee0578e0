package org.redeye.shell;

import java.io.PrintStream;
import java.lang.reflect.Field;
import org.apache.karaf.shell.api.console.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard error of a command that somebody runs over SSH. Karaf 4.4 never flushes that stream: what a command writes to
 * it is lost when the channel closes. No API reaches it, so this looks into Karaf's session; where that fails the caller
 * must say it on standard output.
 */
final class ErrorStream {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorStream.class);

    private ErrorStream() {}

    /** @return whether it is certain that the text was sent */
    static boolean print(Session session, String text) {
        try {
            Object inner = session.getClass().getMethod("getSession").invoke(session);
            Field stream = inner.getClass().getDeclaredField("perr");
            stream.setAccessible(true);
            PrintStream unflushed = (PrintStream) stream.get(inner);
            System.err.println(text); // through a redirection (2>) or a pipe, where there is one
            System.err.flush();
            unflushed.flush();
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("Karaf's session is not as expected; errors go to standard output", e);
            return false;
        }
    }
}
