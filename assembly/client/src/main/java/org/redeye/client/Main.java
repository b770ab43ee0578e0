package org.redeye.client;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code Main} opens a shell, or runs what stands on its standard input if that is no terminal; {@code Main command
 * words…} runs one command. Which monitor: environment {@code REM_SSH_PORT} and {@code REM_DATA}. Exit status: the
 * command's, or 2 if there is nothing to talk to.
 */
public final class Main {

    private static final int NO_SERVER = 2;

    private Main() {}

    public static void main(String[] words) throws Exception {
        // neither the extra crypto providers nor ~/.ssh of this person
        System.setProperty("org.apache.sshd.security.provider.BC.enabled", "false");
        System.setProperty("org.apache.sshd.security.provider.EdDSA.enabled", "false");
        int port = Integer.parseInt(System.getenv("REM_SSH_PORT"));
        var keys = new Keys(Path.of(System.getenv("REM_DATA"), "keys"));
        int status = NO_SERVER;
        try (var connection = Connection.open(port, keys)) {
            if (words.length > 0) {
                status = Command.run(connection.session(), CommandLine.of(words));
            } else if (System.console() != null) {
                status = Shell.run(connection.session());
            } else {
                var lines = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
                status = lines.isBlank() ? 0 : Command.run(connection.session(), new CommandLine(lines, Map.of()));
            }
        } catch (IOException e) {
            System.err.println("rem: " + sentence(e, port, keys));
        }
        System.out.flush();
        System.exit(status);
    }

    private static String sentence(IOException e, int port, Keys keys) {
        if (e instanceof NoSuchFileException) {
            return "there is no key in " + keys.directory() + "; has this monitor been started? (bin/rem start)";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "only the person who runs the monitor may use this (cannot read " + e.getMessage() + ")";
        }
        if (Connection.rootOf(e) instanceof ConnectException) {
            return "no monitor answers on 127.0.0.1:" + port
                    + "; is it still starting, or has it another REM_SSH_PORT?";
        }
        String message = String.valueOf(e.getMessage());
        if (message.contains("Server key did not validate")) {
            return "port " + port + " belongs to another installation (its host key is not the one in "
                    + keys.directory() + "); set REM_SSH_PORT or REM_DATA";
        }
        return message;
    }
}
