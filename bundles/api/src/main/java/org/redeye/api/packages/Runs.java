package org.redeye.api.packages;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Performs what a section of a package says, if the section names a program for it ({@code run}): the items are the steps,
 * performed one after the other in the order of the document, each item before the sections within it. Thread-safe.
 */
@ProviderType
public interface Runs {

    /** Steps of one run at most. */
    int MOST_STEPS = 1_000;

    /**
     * Runs a section, and waits for its end: until the last step, the first that fails, or ten minutes have passed.
     *
     * @param section the section's key; for an item of a schema instance with the item's key before it
     *     ({@code north/plans})
     * @param dryRun whether to tell only what would be called with which data
     * @param by who runs it, for the log
     * @throws PackageException MISSING if there is no such package or section; CONFLICT if the section has nothing to run,
     *     more than {@value #MOST_STEPS} steps, runs already, or the package is not trusted
     */
    Run run(String name, String section, boolean dryRun, String by);
}
