package org.redeye.api.packages;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Packages as units: {@code NAME.yaml} with the folder {@code NAME} beside it, which holds the scripts, pages and other files
 * of the package. A unit comes and goes whole: whatever happens in between, the old one is there or the new one. It is
 * removed by {@link Packages#remove} and rolled back by {@link History#rollback}. Thread-safe.
 *
 * <p>A unit has at most 2,000 files with 64 MiB together. Hidden files and links are no part of it. It may be signed:
 * {@code NAME/SHA256SUMS} then lists the sums of all its other files, {@code NAME/SHA256SUMS.sig} is an Ed25519 signature of
 * that, and keys are trusted whose public half lies in {@code REM_DATA/keys/packages}.
 *
 * <p>When an installed package is edited since, an event of the type {@code package} is published with {@code name}, the
 * {@code state} {@code drift} and the {@code files}.
 */
@ProviderType
public interface Units {

    /** All packages that are in force, ordered by name. */
    List<UnitInfo> list();

    /** One package that is in force. */
    Optional<UnitInfo> find(String name);

    /**
     * What installing a unit would do. Changes nothing.
     *
     * @throws PackageException MISSING if there is nothing; INVALID if it is no unit, is not as it was signed, or has
     *     problems
     */
    UnitPlan plan(UnitSource source);

    /**
     * Installs a unit, or another version of one that is there: stages its files beside, forces them and puts them in place
     * of all that the package had. What was there is in the history.
     *
     * @param seen the etag of the text that is there now; empty if any will do
     * @param change who makes it and what for
     * @throws PackageException as {@link #plan} does, and CONFLICT
     */
    UnitPlan install(UnitSource source, String seen, Change change);

    /**
     * What removing a package with all its files would do. Changes nothing.
     *
     * @throws PackageException MISSING, or INVALID if another package requires it
     */
    Plan removal(String name);

    /**
     * Writes a package as a zip archive that {@link #install} takes; equal files give equal bytes. The stream is left open.
     *
     * @throws PackageException MISSING if there is no such package
     */
    void export(String name, OutputStream to);

    /**
     * Signs a unit where it lies.
     *
     * @param unit a folder, or an archive, which is written anew
     * @param key a PEM file with an Ed25519 private key (PKCS#8)
     * @return the package's name
     * @throws PackageException MISSING or INVALID
     */
    String sign(Path unit, Path key);

    /** What lies in the deploy folders and in bundles, newest first, and what became of it; at most 1,000. */
    List<Arrival> arrivals();
}
