package org.redeye.packages.history;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;

/** Whether a repository is in a state in which its owner would commit; if not, what ends that state. */
final class Readiness {

    private Readiness() {}

    /**
     * The branch that is checked out.
     *
     * @throws WaitException if nothing should be committed now
     */
    static String branch(Repository repository, Path folder) throws IOException {
        RepositoryState state = repository.getRepositoryState();
        switch (state) {
            case SAFE -> {}
            case MERGING, MERGING_RESOLVED ->
                throw wait(
                        folder,
                        "A merge is under way",
                        "finish it with 'git commit' or drop it with 'git merge --abort'");
            case CHERRY_PICKING, CHERRY_PICKING_RESOLVED ->
                throw wait(
                        folder,
                        "A cherry-pick is under way",
                        "finish it with 'git cherry-pick --continue' or drop it with 'git cherry-pick --abort'");
            case REVERTING, REVERTING_RESOLVED ->
                throw wait(
                        folder,
                        "A revert is under way",
                        "finish it with 'git revert --continue' or drop it with 'git revert --abort'");
            case BISECTING -> throw wait(folder, "A bisection is under way", "end it with 'git bisect reset'");
            case BARE -> throw wait(folder, "The repository is bare", "'git config core.bare false' ends that");
            default ->
                throw wait(
                        folder,
                        "A rebase is under way",
                        "finish it with 'git rebase --continue' or drop it with 'git rebase --abort'");
        }
        Ref head = repository.exactRef(Constants.HEAD);
        if (head == null || !head.isSymbolic()) {
            throw wait(folder, "No branch is checked out", "check one out with 'git switch'");
        }
        if (repository.readDirCache().hasUnmergedPaths()) {
            throw wait(folder, "There are files with conflicts", "solve them, and say so with 'git add'");
        }
        return head.getTarget().getName();
    }

    private static WaitException wait(Path folder, String what, String end) {
        return new WaitException(
                what + " in " + folder + ": " + end + ". Until then the history waits; the packages go on.");
    }
}
