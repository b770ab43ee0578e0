package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;

/**
 * A command about one thing, its first argument. Karaf takes options before the first argument only; people write them
 * behind as often, so what stands there is taken as options here.
 */
abstract class SubjectCommand extends RemCommand {

    @Argument(
            index = 1,
            name = "MORE",
            description = "Further arguments if there are any; options may stand here, too",
            multiValued = true)
    private List<String> behind = List.of();

    /** How many arguments there may be besides the first. */
    int mostFurther() {
        return 0;
    }

    /** The arguments behind the first, up to the first option. */
    final List<String> further() {
        return behind.stream()
                .takeWhile(word -> !word.startsWith("-"))
                .limit(mostFurther())
                .toList();
    }

    @Override
    final List<String> optionsBehind() {
        return behind.subList(further().size(), behind.size());
    }
}
