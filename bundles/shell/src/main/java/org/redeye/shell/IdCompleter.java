package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** Completes ids that an engine knows; none while the engine is not running. */
abstract class IdCompleter implements Completer {
    /** More would not fit on a screen. */
    static final int MOST = 1_000;

    @Reference
    private BundleContext context;

    /** The ids there are, at most {@link #MOST}. */
    abstract List<String> ids(BundleContext from);

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(ids(context).stream()
                        .limit(MOST)
                        .map(IdCompleter::quote)
                        .toList())
                .complete(session, line, candidates);
    }

    /** Brackets would be a list to the shell. */
    private static String quote(String id) {
        return id.matches("[\\w/@:.-]+") ? id : "'" + id + "'";
    }
}
