package org.redeye.probe.script;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** What to run and within which bounds. */
record ScriptConfig(
        @Field(
                help =
                        "The program, with its full path or its path in the package's folder, and its arguments; no shell"
                                + " reads them",
                required = true,
                min = "1",
                max = "200")
        List<String> command,

        @Field(
                help = "Variables added to the program's environment; their values are kept secret",
                of = "secret",
                max = "50")
        Map<String, Secret> environment,

        @Field(
                help = "How much the program may write; one that writes more is killed",
                type = "bytes",
                def = "64KiB",
                min = "1KiB",
                max = "1MiB")
        long maxOutput,

        @Field(
                help = "How much address space each process of the program may use",
                type = "bytes",
                def = "512MiB",
                min = "16MiB",
                max = "64GiB")
        long memory) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    ScriptConfig {
        if (command.get(0).isBlank()) {
            throw new IllegalArgumentException("'command' must begin with the program, not with an empty text.");
        }
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException("'environment' names a variable '" + name
                        + "'; a name is letters, digits and _, and does not begin with a digit.");
            }
        }
    }

    /** The program, as messages call it. */
    String program() {
        String path = command.get(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
