package org.redeye.quality;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.BugCollectionBugReporter;
import edu.umd.cs.findbugs.ClassScreener;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.FindBugs2;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.Project;
import edu.umd.cs.findbugs.config.UserPreferences;
import java.io.File;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SpotBugs over all our classes in one pass. Error Prone looks at each source while it is compiled. */
@Tag("long")
class StaticAnalysisTest {

    /** Bugs of rank 1 (scariest) to 20 (of concern); 14 ends "troubling". */
    private static final int TROUBLING = 14;

    /**
     * Patterns that do not fit: records hold what is immutable by our own rule; an {@code @Activate} constructor may throw;
     * parents and names of paths that we made ourselves are there; fields that one thread owns need no atomic writes, and
     * which thread owns a class stands in its documentation, where SpotBugs does not look.
     */
    private static final Set<String> NOT_OURS = Set.of(
            "EI_EXPOSE_REP",
            "EI_EXPOSE_REP2",
            "CT_CONSTRUCTOR_THROW",
            "MC_OVERRIDABLE_METHOD_CALL_IN_CONSTRUCTOR",
            "NP_NULL_ON_SOME_PATH_FROM_RETURN_VALUE",
            "AT_NONATOMIC_64BIT_PRIMITIVE",
            "AT_STALE_THREAD_WRITE_OF_PRIMITIVE",
            "AT_NONATOMIC_OPERATIONS_ON_SHARED_VARIABLE",
            // incremented under a lock, read without one; a key that is drawn once
            "VO_VOLATILE_INCREMENT",
            "DMI_RANDOM_USED_ONLY_ONCE");

    /** A library that is built into a plugin is not ours to mend. */
    private static ClassScreener ours() {
        var screener = new ClassScreener();
        screener.addAllowedPrefix("org.redeye.");
        return screener;
    }

    @Test
    void spotBugsFindsNothingTroubling() throws Exception {
        var project = new Project();
        Jars.all().forEach(bundle -> project.addFile(bundle.jar().toString()));
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            project.addAuxClasspathEntry(path);
        }
        var reporter = new BugCollectionBugReporter(project);
        reporter.setPriorityThreshold(Priorities.NORMAL_PRIORITY);
        try (var engine = new FindBugs2()) {
            engine.setProject(project);
            engine.setClassScreener(ours());
            engine.setBugReporter(reporter);
            engine.setDetectorFactoryCollection(DetectorFactoryCollection.instance());
            engine.setUserPreferences(UserPreferences.createDefaultUserPreferences());
            engine.finishSettings();
            engine.execute();
        }
        List<String> found = reporter.getBugCollection().getCollection().stream()
                .filter(bug -> bug.getBugRank() <= TROUBLING && !NOT_OURS.contains(bug.getType()))
                .map(bug -> bug.getType() + ": " + bug.getMessageWithoutPrefix())
                .toList();
        assertThat(found).isEmpty();
    }
}
