package org.redeye.api.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.section.Item;

/**
 * Who answers for what a package lacks: the packages that its header names under {@code fallback}, in that order, each with
 * its own ones behind it. Thread-safe; what is returned is a snapshot.
 */
@ProviderType
public interface Fallbacks {

    /**
     * The packages that are asked, in this order: the package itself first, each once; those that are not there included.
     *
     * @param name a package; need not be there
     */
    List<String> order(String name);

    /** Looks for an item where a package, or who answers for it, has it. */
    Answer<Item> item(String name, String section, List<String> path);

    /**
     * Asks one package after the other.
     *
     * @param name the package that is asked first
     * @param question what a package of this name has
     */
    default <T> Answer<T> ask(String name, Function<String, Optional<T>> question) {
        var tried = new ArrayList<String>();
        for (String each : order(name)) {
            tried.add(each);
            Optional<T> found = question.apply(each);
            if (found.isPresent()) {
                return new Answer<>(found, each, tried);
            }
        }
        return new Answer<>(Optional.empty(), "", tried);
    }

    /**
     * What was found, and how.
     *
     * @param found what was asked for; empty if nobody has it
     * @param from the package that has it; empty if nobody has
     * @param tried the packages that were asked, in that order; {@code from} is the last of them
     */
    record Answer<T>(Optional<T> found, String from, List<String> tried) {

        /** Copies the list. */
        public Answer {
            tried = List.copyOf(tried);
        }
    }
}
