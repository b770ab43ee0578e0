package org.redeye.packages.script;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What programs find around them, and the words about their time. */
final class Surroundings {

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Surroundings() {}

    /** The environment of a program of a package. */
    static Map<String, String> of(String packageName, Map<String, String> more) {
        var all = new HashMap<>(more);
        all.putIfAbsent("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(USUAL_PATH));
        all.putIfAbsent("LANG", "C.UTF-8");
        // else Python writes into the package's folder, which would look like a change of it
        all.putIfAbsent("PYTHONDONTWRITEBYTECODE", "1");
        all.put("REM_PACKAGE", packageName);
        return all;
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
