package org.redeye.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.redeye.api.packages.PackageException;
import org.redeye.api.schema.Problem;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the commands share. The answer goes to standard output, what went wrong to standard error, for a machine also as
 * JSON to standard output; a command that failed ends with an exception, which is a status of 1 for who called it over
 * SSH.
 *
 * <p>Engines are looked up at each run and not injected: Karaf takes a command away while a service that it wants
 * injected is missing, and "command not found" tells nobody which engine does not run.
 */
abstract class RemCommand implements Action {
    private static final Logger LOG = LoggerFactory.getLogger(RemCommand.class);

    @Reference
    private BundleContext context;

    @Reference
    private Session session;

    @Option(name = "--json", description = "Print JSON, as the REST interface answers it")
    private boolean json;

    /** Does what the command is for. */
    abstract void run() throws Refusal;

    /** Options that Karaf has not taken because they stand behind an argument. */
    List<String> optionsBehind() {
        return List.of();
    }

    @Override
    public final @Nullable Object execute() throws CommandException {
        try {
            OptionFields.fill(this, optionsBehind());
            run();
            return null;
        } catch (Refusal e) {
            throw refuse(e.getMessage(), List.of());
        } catch (PackageException e) {
            throw refuse(String.valueOf(e.getMessage()), e.problems());
        } catch (StoreException | IllegalArgumentException | IllegalStateException e) {
            throw refuse(String.valueOf(e.getMessage()), List.of());
        } catch (RuntimeException e) {
            LOG.error("The command {} broke", getClass().getSimpleName(), e);
            throw refuse("the command broke: " + e + "; the log says more", List.of());
        }
    }

    /** Whether a machine reads the answer. */
    final boolean isJson() {
        return json;
    }

    final PrintStream out() {
        return System.out; // Karaf gives each command its own, a pipe's where there is one
    }

    /**
     * Asks an engine.
     *
     * @param name what people call it, such as {@code checks engine}
     */
    final <T, R> R ask(Class<T> engine, String name, Function<T, R> question) throws Refusal {
        return Engines.ask(context, engine, question)
                .orElseThrow(() -> new Refusal("the " + name
                        + " is not running; 'bundle:list' shows which bundle is not" + " active, 'log:display' why"));
    }

    /** A table with these headings; to be filled and printed. */
    static ShellTable table(String empty, String... headings) {
        var table = new ShellTable().emptyTableText(empty);
        for (String heading : headings) {
            table.column(heading);
        }
        return table;
    }

    /** Prints a table, without borders and colours where no person looks at it. */
    final void print(ShellTable table) {
        table.print(out());
    }

    /** What the session knows under a name; empty if nothing. */
    final String variable(String name) {
        Object value = session.get(name);
        return value == null ? "" : value.toString();
    }

    private CommandException refuse(String text, List<Problem> problems) {
        if (json) {
            out().println(Json.text(Map.of("detail", text, "problems", Json.problems(problems))));
        }
        // Karaf prints the help of an exception to standard output; it is empty where the text went to standard error
        return new CommandException(ErrorStream.print(session, text) ? "" : text, text);
    }
}
