package org.redeye.packages;

import java.io.IOException;
import java.util.Map;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Packages;
import org.redeye.packages.script.Programs.MissingException;

/** Whether what stands is still what somebody saw who changes it now. Thread-safe. */
final class Standing {

    private final PackageFolder folder;
    private final Road road;

    Standing(PackageFolder folder, Road road) {
        this.folder = folder;
        this.road = road;
    }

    /** The file itself is asked, not what was last taken over: somebody may be saving it by hand right now. */
    void requireSeen(String name, String seen) {
        String now =
                folder.read(name).map(content -> Texts.etag(content.text())).orElse("");
        if (seen.equals(Packages.ABSENT)) {
            if (!now.isEmpty() || road.find(name).isPresent()) {
                throw new PackageException(Kind.CONFLICT, "The package '" + name + "' is there already.");
            }
            return;
        }
        if (!seen.isEmpty() && !now.equals(seen)) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "The package '" + name + "' was changed in between; look at it again before you change it.");
        }
    }

    /** The same of imported files. */
    void requireSeen(String name, Map<String, FileText> files) {
        SourceFiles standing = road.sources(name, "", Map.of());
        files.forEach((file, given) -> {
            if (!given.seen().isEmpty() && !given.seen().equals(etag(name, file, standing))) {
                throw new PackageException(
                        Kind.CONFLICT, file + " was changed in between; look at it again before you change it.");
            }
        });
    }

    private static String etag(String name, String file, SourceFiles standing) {
        try {
            String path = file.startsWith(name + "/") ? file.substring(name.length() + 1) : "";
            return Texts.etag(standing.read(name, path).text());
        } catch (MissingException | IOException e) {
            return ""; // gone
        }
    }
}
