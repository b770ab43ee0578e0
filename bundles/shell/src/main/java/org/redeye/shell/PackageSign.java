package org.redeye.shell;

import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:package-sign FILE|FOLDER --key FILE} */
@Service
@Command(
        scope = "rem",
        name = "package-sign",
        description =
                "Signs a package with its files where it lies; where the key is trusted, no other bytes are taken")
public final class PackageSign extends UnitCommand {

    @Argument(name = "FILE", description = "A folder or a .zip on the machine that REM runs on", required = true)
    @Completion(FilesCompleter.class)
    private String file = "";

    @Option(name = "--key", description = "A PEM file with a private key of Ed25519, as openssl genpkey writes it")
    private String key = "";

    @Override
    void run() throws Refusal {
        if (key.isEmpty()) {
            throw new Refusal("which key? --key FILE; 'openssl genpkey -algorithm ed25519 -out FILE' makes one");
        }
        Path unit = path(file);
        String name = units(units -> units.sign(unit, path(key)));
        if (isJson()) {
            out().println(Json.text(Map.of("name", name, "file", unit.toString())));
        } else {
            out().println(name + " is signed: " + name + "/SHA256SUMS and " + name + "/SHA256SUMS.sig in " + unit
                    + ".");
        }
    }
}
