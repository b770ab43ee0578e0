package org.redeye.probe.file;

import java.time.Duration;
import org.redeye.api.schema.Field;
import org.redeye.api.text.Expression;

/** Which files are meant and what is expected of them. */
record FileConfig(
        @Field(help = "The file, or the folder whose files are meant; a full path", required = true, max = "4096")
        String path,

        @Field(help = "Which files of the folder, by name; * stands for any run of characters", def = "*", max = "255")
        String files,

        @Field(help = "Whether files in folders within count too", def = "false")
        boolean deep,

        @Field(help = "There must be at least so many", unit = "files", def = "1", min = "0", max = "100000")
        int min,

        @Field(help = "There may be at most so many", unit = "files", def = "100000", min = "0", max = "100000")
        int max,

        @Field(help = "The newest may be this old; 0 s is no limit", def = "0s")
        Duration maxAge,

        @Field(help = "None may be older than this, as in a queue that is worked off; 0 s is no limit", def = "0s")
        Duration maxOldest,

        @Field(help = "The newest must have at least this size", type = "bytes", def = "0B")
        long minSize,

        @Field(help = "None may be larger than this; 0 B is no limit", type = "bytes", def = "0B")
        long maxSize,

        @Field(help = "Regular expression that must be found in the newest file", max = "1000")
        String expect,

        @Field(help = "Regular expression that must not be found in the newest file", max = "1000")
        String forbid,

        @Field(
                help = "How much of the newest file is read, from its end",
                type = "bytes",
                def = "1MiB",
                min = "1B",
                max = "16MiB")
        long maxRead) {

    FileConfig {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'path' must be a full path that begins with /, not " + path + ".");
        }
        if (min > max) {
            throw new IllegalArgumentException("'min' is " + min + ", which is more than 'max', " + max + ".");
        }
        check("expect", expect);
        check("forbid", forbid);
    }

    private static void check(String field, String expression) {
        try {
            Expression.of(expression);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + field + "' " + e.getMessage(), e);
        }
    }

    boolean reads() {
        return !expect.isEmpty() || !forbid.isEmpty();
    }
}
