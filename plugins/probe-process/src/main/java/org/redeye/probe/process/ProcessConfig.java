package org.redeye.probe.process;

import org.redeye.api.schema.Field;
import org.redeye.api.text.Expression;

/** Which processes are meant and how many of them there should be; those that meet all of what is given. */
record ProcessConfig(
        @Field(help = "The name of the program: that of its file, or the one the kernel knows it by", max = "255")
        String program,

        @Field(help = "Regular expression that must be found in the command line, words joined by blanks", max = "1000")
        String commandLine,

        @Field(help = "The user it runs as: name or number", max = "255")
        String user,

        @Field(help = "The file in which the process notes its number", max = "4096")
        String pidFile,

        @Field(help = "There must be at least so many", unit = "processes", def = "1", min = "0", max = "100000")
        int min,

        @Field(help = "There may be at most so many", unit = "processes", def = "100000", min = "0", max = "100000")
        int max,

        @Field(help = "How much memory they may use together (resident); 0 B is no limit", type = "bytes", def = "0B")
        long maxMemory) {

    ProcessConfig {
        if (program.isEmpty() && commandLine.isEmpty() && user.isEmpty() && pidFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing says which process is meant: give 'program', 'command line', 'user' or 'pid file'.");
        }
        if (min > max) {
            throw new IllegalArgumentException("'min' is " + min + ", which is more than 'max', " + max + ".");
        }
        if (!pidFile.isEmpty() && !pidFile.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'pid file' must be a full path that begins with /, not " + pidFile + ".");
        }
        try {
            Expression.of(commandLine);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'command line' " + e.getMessage(), e);
        }
    }

    /** What is looked for, in words. */
    String wanted() {
        var words = new StringBuilder("process");
        words.append(program.isEmpty() ? "" : " named '" + program + "'");
        words.append(commandLine.isEmpty() ? "" : " with a command line of /" + commandLine + "/");
        words.append(user.isEmpty() ? "" : " of the user " + user);
        words.append(pidFile.isEmpty() ? "" : " with the number in " + pidFile);
        return words.toString();
    }
}
