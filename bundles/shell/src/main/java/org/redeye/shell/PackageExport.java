package org.redeye.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Units;

/** {@code rem:package-export NAME} */
@Service
@Command(
        scope = "rem",
        name = "package-export",
        description =
                "Writes a package with its files as an archive that package-install takes; equal files, equal bytes")
public final class PackageExport extends UnitCommand {

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--to", description = "The archive, a new file on the machine that REM runs on; default NAME.zip")
    private String to = "";

    @Override
    void run() throws Refusal {
        Path target = path(to.isEmpty() ? name + ".zip" : to);
        if (!target.getFileName().toString().endsWith(".zip")) {
            throw new Refusal(target + " is no name of an archive; expected one that ends with .zip");
        }
        if (units(units -> units.find(name)).isEmpty()) {
            throw new Refusal("there is no package '" + name + "'");
        }
        long size = units(units -> write(units, target));
        if (isJson()) {
            out().println(Json.text(Map.of("name", name, "file", target.toString(), "size", size)));
        } else {
            out().println(name + " is in " + target + " (" + size + " bytes).");
        }
    }

    private long write(Units units, Path target) {
        try {
            try (OutputStream out =
                    Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                units.export(name, out);
            }
            return Files.size(target);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    target + " is there already; move it away, or name another with --to", e);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written: " + e.getMessage(), e);
        }
    }
}
