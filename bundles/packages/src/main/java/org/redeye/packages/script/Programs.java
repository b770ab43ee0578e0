package org.redeye.packages.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Finds the programs of packages, and says how to start them. */
public final class Programs {

    /** Bytes of a first line that are read. */
    private static final int MAX_FIRST_LINE = 256;

    /** How a program of Linux begins. */
    private static final String ELF = "7f454c46";

    private final Path packages;

    /** @param packages the folder of packages; each has a folder of its own name in it */
    public Programs(Path packages) {
        this.packages = packages;
    }

    /** There is no such program; the message says why. */
    public static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The file of a program, or of anything else in the package's folder.
     *
     * @throws MissingException if it is not there, or not within that folder with all links followed
     */
    public Path find(String packageName, String program) throws MissingException {
        Path folder = packages.resolve(packageName);
        try {
            Path relative = Path.of(program);
            boolean plain = !program.isBlank()
                    && !relative.isAbsolute()
                    && program.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
            for (Path step : relative) {
                plain &= !step.toString().equals("..") && !step.toString().equals(".");
            }
            if (!plain) {
                throw new MissingException("'" + program
                        + "' is no path within the package's folder; expected is something like scripts/plans.py,"
                        + " without '..'.");
            }
            Path file = folder.resolve(relative);
            if (!Files.isRegularFile(file)) {
                throw new MissingException("There is no file packages/" + packageName + "/" + program + ".");
            }
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new MissingException("packages/" + packageName + "/" + program
                        + " is a link out of the package's folder; a package uses its own files only.");
            }
            return real;
        } catch (InvalidPathException | IOException e) {
            throw new MissingException(
                    "packages/" + packageName + "/" + program + " cannot be read: " + e.getMessage());
        }
    }

    /** The fingerprint of a program's bytes, 16 hexadecimal digits. */
    public String fingerprint(String packageName, String program) throws MissingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(find(packageName, program)));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new MissingException(
                    "packages/" + packageName + "/" + program + " cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The words that start a program. The system would hand a file that is neither a program nor has a {@code #!} line to
     * a shell: such a one is refused.
     */
    List<String> command(Path file, String program) throws MissingException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(MAX_FIRST_LINE);
        } catch (IOException e) {
            throw new MissingException(program + " cannot be read: " + e.getMessage());
        }
        boolean script = begin.length > 2 && begin[0] == '#' && begin[1] == '!';
        boolean binary =
                begin.length >= 4 && HexFormat.of().formatHex(begin, 0, 4).equals(ELF);
        if (!script && !(binary && Files.isExecutable(file))) {
            throw new MissingException(
                    program + " cannot be started: it neither begins with #! and the path of an interpreter, such as"
                            + " #!/usr/bin/env python3, nor is it an executable program.");
        }
        if (Files.isExecutable(file)) {
            return List.of(file.toString());
        }
        String first = new String(begin, 2, begin.length - 2, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        var command =
                new ArrayList<String>(List.of(first.split("\\s+", 2))); // as the system does: at most one argument
        if (!command.get(0).startsWith("/")) {
            throw new MissingException(
                    program + " cannot be started: after #! the full path of an interpreter is expected.");
        }
        command.add(file.toString());
        return command;
    }
}
