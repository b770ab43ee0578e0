package org.redeye.packages.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffAlgorithm.SupportedAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Revision;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.packages.history.FolderTrees.Blob;

/** Reads a repository: the commits that changed a file, the file in one of them, what is different between two texts. */
final class Past {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{4,40}");

    private final Repository repository;
    private final String path;
    private final String folder;

    /**
     * @param path where the package's text stands
     * @param folder where its other files stand
     */
    Past(Repository repository, String path, String folder) {
        this.repository = repository;
        this.path = path;
        this.folder = folder;
    }

    /** The commits that changed the file, newest first. */
    List<Revision> log(int limit, String before) throws IOException {
        ObjectId start = before.isEmpty() ? repository.resolve(Constants.HEAD) : commit(before);
        if (start == null) {
            return List.of();
        }
        var revisions = new ArrayList<Revision>();
        try (var walk = new RevWalk(repository)) {
            walk.setRetainBody(false); // of the commits that are passed over
            walk.setTreeFilter(
                    AndTreeFilter.create(PathFilterGroup.createFromStrings(path, folder), TreeFilter.ANY_DIFF));
            walk.markStart(walk.parseCommit(start));
            for (RevCommit commit = walk.next(); commit != null && revisions.size() < limit; commit = walk.next()) {
                if (before.isEmpty() || !commit.equals(start)) {
                    walk.parseBody(commit);
                    revisions.add(revision(commit));
                    commit.disposeBody();
                }
            }
        }
        return revisions;
    }

    private Revision revision(RevCommit commit) throws IOException {
        PersonIdent author = commit.getAuthorIdent();
        String[] parts = commit.getFullMessage().strip().split("\\R", 2);
        boolean removed;
        try (TreeWalk file = TreeWalk.forPath(repository, path, commit.getTree())) {
            removed = file == null;
        }
        return new Revision(
                commit.name(),
                author.getWhenAsInstant(),
                author.getName(),
                parts[0].strip(),
                parts.length > 1 ? parts[1].strip() : "",
                removed);
    }

    /** The file in a commit. */
    Optional<String> text(String revision) throws IOException {
        try (var walk = new RevWalk(repository);
                TreeWalk file = TreeWalk.forPath(
                        repository, path, walk.parseCommit(commit(revision)).getTree())) {
            if (file == null) {
                return Optional.empty();
            }
            if ((file.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                throw noText(revision, "is no file there");
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(repository
                            .open(file.getObjectId(0), Constants.OBJ_BLOB)
                            .getBytes(MAX_BYTES)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw noText(revision, "is not UTF-8 there");
        } catch (LargeObjectException e) {
            throw noText(revision, "has more than " + MAX_BYTES + " bytes there");
        }
    }

    /** The package's other files in a commit, by path in its folder. */
    SortedMap<String, Blob> files(String revision) throws IOException {
        return FolderTrees.files(repository, FolderTrees.at(repository, commit(revision), folder));
    }

    /** The bytes of a file; a larger one than is shown is as good as one that is no text. */
    byte[] bytes(ObjectId id) throws IOException {
        try {
            return repository.open(id, Constants.OBJ_BLOB).getBytes(MAX_BYTES + 1);
        } catch (LargeObjectException e) {
            return new byte[1];
        }
    }

    private PackageException noText(String revision, String what) {
        return new PackageException(List.of(
                new Problem(new Position(path, 1, 1), "In the revision " + revision + " it " + what + ".", "")));
    }

    private ObjectId commit(String revision) throws IOException {
        try {
            ObjectId found = ID.matcher(revision).matches() ? repository.resolve(revision + "^{commit}") : null;
            if (found != null) {
                return found;
            }
        } catch (AmbiguousObjectException e) {
            throw new PackageException(
                    Kind.MISSING, "'" + revision + "' stands for several revisions; give more of its digits.");
        } catch (IncorrectObjectTypeException e) {
            // something else than a commit
        }
        throw new PackageException(
                Kind.MISSING,
                "There is no revision '" + revision + "'; expected 4 to 40 hexadecimal digits of one in the history.");
    }

    /** The difference of two texts as unified diff, without a header for git; the names are those of the files. */
    static String diff(String name, Optional<byte[]> from, Optional<byte[]> to) throws IOException {
        boolean same =
                from.isPresent() == to.isPresent() && Arrays.equals(from.orElse(new byte[0]), to.orElse(new byte[0]));
        if (same) {
            return "";
        }
        String header = "--- " + (from.isPresent() ? "a/" + name : "/dev/null") + "\n+++ "
                + (to.isPresent() ? "b/" + name : "/dev/null") + "\n";
        if (isNoText(from) || isNoText(to)) {
            return header + "These files differ; they are no texts, or too large to be shown.\n";
        }
        var before = new RawText(from.orElse(new byte[0]));
        var after = new RawText(to.orElse(new byte[0]));
        EditList edits =
                DiffAlgorithm.getAlgorithm(SupportedAlgorithm.HISTOGRAM).diff(RawTextComparator.DEFAULT, before, after);
        var out = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(out)) {
            formatter.format(edits, before, after);
        }
        return header + out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isNoText(Optional<byte[]> bytes) {
        return bytes.filter(found -> found.length > MAX_BYTES || RawText.isBinary(found))
                .isPresent();
    }
}
