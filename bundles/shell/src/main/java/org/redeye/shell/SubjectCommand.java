package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;

/**
 * A command about one thing, its first argument. Karaf takes options before the first argument only; people write them
 * behind as often, so what stands there is taken as options here.
 */
abstract class SubjectCommand extends RemCommand {

    @Argument(index = 1, name = "OPTIONS", description = "Options may stand here, too", multiValued = true)
    private List<String> behind = List.of();

    @Override
    final List<String> optionsBehind() {
        return behind;
    }
}
