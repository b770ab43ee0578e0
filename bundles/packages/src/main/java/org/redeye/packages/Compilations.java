package org.redeye.packages;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Trust;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.script.Scripts;
import org.redeye.packages.script.ProcessScripts;
import org.redeye.packages.script.Programs;
import org.redeye.packages.yaml.Document;

/** Compiles what may come into force, and refuses what may not. Thread-safe. */
final class Compilations {

    private final Road road;
    private final TrustFile trust;
    private final Function<Stage, PackageCompiler> staged;

    /** Files of a package that are not in place yet, with who runs their programs and whom it trusts. */
    record Stage(Scripts scripts, Programs files, Trust trust) {}

    Compilations(Road road, TrustFile trust, Function<Stage, PackageCompiler> staged) {
        this.road = road;
        this.trust = trust;
        this.staged = staged;
    }

    /** A text with the files that it imports, as somebody edited them. */
    Compiled good(String name, SourceFiles files) {
        return good(road.compile(name, files), files);
    }

    /** The same of what is compiled already. */
    Compiled good(Compiled compiled, SourceFiles files) {
        Compiled fitting = fitting(compiled);
        requireImported(compiled.name(), files);
        return fitting;
    }

    private static void requireImported(String name, SourceFiles files) {
        files.edited().keySet().stream().filter(file -> !files.imports(file)).forEach(file -> {
            throw new PackageException(
                    Kind.CONFLICT,
                    name + ".yaml does not import " + file + "; only files that it imports are written.");
        });
    }

    /**
     * Compiles a package whose files are not in place yet.
     *
     * @param files the folder in which they stand as they shall in the folder of packages
     * @param sameScripts whether they are those that were trusted, if any were
     * @throws PackageException INVALID if the text may not come into force
     */
    Compiled good(String name, String text, Path files, boolean sameScripts) {
        requireName(name);
        Trust there = sameScripts ? trust : Untrusted.EVERYBODY;
        ProcessScripts scripts = ProcessScripts.in(files, there);
        try {
            return fitting(staged.apply(new Stage(scripts, new Programs(files), there))
                    .compile(name, Document.read(name + ".yaml", text), other -> road.good(other)
                            .map(Compiled::text)));
        } finally {
            scripts.close();
        }
    }

    /** The same as far as it is known without calling a script, valid or not. */
    Compiled sketch(String name, String text, Path files) {
        requireName(name);
        Trust nobody = Untrusted.EVERYBODY;
        ProcessScripts none = ProcessScripts.in(files, nobody);
        try {
            PackageCompiler compiler = staged.apply(new Stage(none, new Programs(files), nobody));
            return compiler.sketch(
                    name, Document.read(name + ".yaml", text), compiler.standing(), other -> road.good(other)
                            .map(Compiled::text));
        } finally {
            none.close();
        }
    }

    private Compiled fitting(Compiled compiled) {
        List<Problem> problems = compiled.valid()
                ? road.refusals(Map.of(compiled.name(), compiled), Set.of()).getOrDefault(compiled.name(), List.of())
                : compiled.problems();
        if (!problems.isEmpty()) {
            road.refusedUnwritten();
            throw new PackageException(problems);
        }
        return compiled;
    }

    static void requireName(String name) {
        if (!PackageCompiler.NAME.matcher(name).matches()) {
            throw new PackageException(List.of(new Problem(
                    Position.NONE,
                    "'" + name + "' cannot be the name of a package: a lower case letter, then at most 63 lower case"
                            + " letters, digits, '_' and '-'.",
                    "")));
        }
    }
}
