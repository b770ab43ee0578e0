package org.redeye.packages.history;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Looks for changes among the commits that are there. */
final class Commits {

    /** Commits of a package that are looked through. */
    private static final int MAX_REVIEW = 1_000;

    private final Repo repo;
    private @Nullable ObjectId settled;
    /** Up to here all commits since then are ours. */
    private @Nullable ObjectId ours;

    Commits(Repo repo) {
        this.repo = repo;
    }

    /** All that is to be written down is: what the owner commits from now on is new. */
    void settled() throws IOException {
        settled = Committer.head(repo.findOrMake());
        ours = settled;
    }

    /** Whether the owner has committed this text himself since all was written down. */
    boolean byOwner(String name, byte[] text) throws IOException {
        Repository repository = repo.findOrMake();
        ObjectId head = Committer.head(repository);
        if (head == null || head.equals(settled) || onlyOurs(repository, head)) {
            return false;
        }
        ObjectId blob = CommitTree.blobId(text);
        String path = repo.path(name);
        return find(name, Optional.ofNullable(settled), commit -> {
            try (TreeWalk file = TreeWalk.forPath(repository, path, commit.getTree())) {
                boolean same = file != null && file.getObjectId(0).equals(blob);
                return same && !commit.getCommitterIdent().getName().equals(Committer.product());
            }
        });
    }

    /** Looks at each commit once, however many changes are asked for. */
    private boolean onlyOurs(Repository repository, ObjectId head) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            if (ours != null) {
                walk.markUninteresting(walk.parseCommit(ours));
            }
            RevCommit commit = walk.next();
            for (int i = 0; i < MAX_REVIEW && commit != null; i++, commit = walk.next()) {
                if (!commit.getCommitterIdent().getName().equals(Committer.product())) {
                    return false;
                }
            }
            if (commit == null) {
                ours = head;
            }
            return commit == null;
        } catch (MissingObjectException e) {
            return false; // rewritten by the owner, and the old commits are gone
        }
    }

    /** Whether a commit is one of those of the branch that is checked out. */
    boolean has(String id) throws IOException {
        Repository repository = repo.findOrMake();
        ObjectId head = Committer.head(repository);
        try (var walk = new RevWalk(repository)) {
            return head != null
                    && ObjectId.isId(id)
                    && walk.isMergedInto(walk.parseCommit(ObjectId.fromString(id)), walk.parseCommit(head));
        } catch (MissingObjectException e) {
            return false;
        }
    }

    private interface Test {
        boolean on(RevCommit commit) throws IOException;
    }

    private boolean find(String name, Optional<ObjectId> since, Test test) throws IOException {
        Repository repository = repo.findOrMake();
        ObjectId head = Committer.head(repository);
        if (head == null) {
            return false;
        }
        try (var walk = new RevWalk(repository)) {
            walk.setTreeFilter(AndTreeFilter.create(
                    PathFilterGroup.createFromStrings(repo.path(name), repo.folderPath(name)), TreeFilter.ANY_DIFF));
            walk.markStart(walk.parseCommit(head));
            if (since.isPresent()) {
                walk.markUninteresting(walk.parseCommit(since.get()));
            }
            RevCommit commit = walk.next();
            for (int i = 0; i < MAX_REVIEW && commit != null; i++, commit = walk.next()) {
                if (test.on(commit)) {
                    return true;
                }
            }
            return false;
        } catch (MissingObjectException e) {
            return false; // rewritten by the owner, and the old commits are gone
        }
    }
}
