package org.redeye.api.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.Severity;
import org.redeye.api.section.Declaration;

/**
 * When something is out of order. One rule watches each check, or each series, that its selector fits, for itself.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param title its name for people
 * @param selector what it watches
 * @param criterion what is out of order
 * @param over the window that samples are gathered over before they are tested; zero for each sample by itself
 * @param aggregate how the samples of the window become one value
 * @param hold how long it must be out of order without a break before it fires; zero for at once ({@code for} in YAML)
 * @param clear how long it must be in order without a break before it recovers; zero for at once
 * @param severity how bad it is
 * @param role the name of the role to call; empty if the routes decide
 * @param summary the template of the one line; empty for the usual one
 * @param text the template of more lines; may be empty
 * @param labels words that go along with its conditions
 * @param links addresses that help, by title
 * @param run what is run once when it fires; empty if nothing is
 */
public record RuleDeclaration(
        String id,
        String packageName,
        String title,
        Selector selector,
        Criterion criterion,
        Duration over,
        Aggregate aggregate,
        Duration hold,
        Duration clear,
        Severity severity,
        String role,
        String summary,
        String text,
        Map<String, String> labels,
        Map<String, String> links,
        Optional<Response> run)
        implements Declaration {

    /** Copies the maps. */
    public RuleDeclaration {
        labels = Map.copyOf(labels);
        links = Map.copyOf(links);
    }

    /**
     * What a rule watches. A pattern has {@code *} for any run of characters; a check or series is watched if one of the
     * patterns fits.
     *
     * @param checks patterns of ids of checks
     * @param metric the pattern of the metric's name; empty if states are watched
     * @param item the pattern of the item; empty for all
     * @param hosts patterns of names of hosts; empty for all
     */
    public record Selector(List<String> checks, String metric, String item, List<String> hosts) {
        /** Copies the lists. */
        public Selector {
            checks = List.copyOf(checks);
            hosts = List.copyOf(hosts);
        }

        /** Whether it watches states rather than series. */
        public boolean states() {
            return metric.isEmpty();
        }
    }

    /**
     * What is run in answer to a change of state.
     *
     * @param script the program, a file in the package's folder; it gets the condition as JSON
     * @param mostPerHour so often at most, for all subjects of the rule together, 1 to 3,600
     * @param onRecovery whether it is run when the rule recovers, too
     */
    public record Response(String script, int mostPerHour, boolean onRecovery) {}
}
