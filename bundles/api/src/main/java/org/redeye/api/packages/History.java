package org.redeye.api.packages;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What became of the packages, change by change: the git repository that their folder is. Each change that came into force
 * is one commit, made shortly after it by one thread in the order of the changes; an edit by hand waits half a minute,
 * because its author may want to commit it himself. What its owner does with git counts like any other commit.
 *
 * <p>A revision is named by its commit: 4 to 40 hexadecimal digits, as long as they are unambiguous. Thread-safe. Every
 * method throws {@link PackageException} of the kind UNAVAILABLE, with the reason in words, if the repository cannot be
 * read; the packages go on whatever becomes of it.
 */
@ProviderType
public interface History {

    /**
     * The revisions in which a package is different from the one before, newest first. A package that was removed has a
     * history all the same; one that nobody knows has an empty one.
     *
     * @param limit at most so many, 1 to 1,000
     * @param before the revision to go on after; empty for the newest ones
     * @throws PackageException MISSING if there is no revision {@code before}
     */
    List<Revision> log(String name, int limit, String before);

    /**
     * The text of a package in a revision; empty if it was not there then.
     *
     * @throws PackageException MISSING if there is no such revision, INVALID if what it holds is no text
     */
    Optional<String> text(String name, String revision);

    /**
     * What is different between two states of a package, its text and the files in its folder, as unified diffs with three
     * lines of context; empty if nothing is. Of a file that is no text, or larger than 16 MiB, it is only said that it differs; after 4 MiB the others are counted.
     *
     * @param from a revision; empty for the one before {@code to}, or for the newest one if {@code to} is empty, too
     * @param to a revision; empty for what is in the files now
     * @throws PackageException MISSING if there is no such revision
     */
    String diff(String name, String from, String to);

    /**
     * What rolling back would do. Changes nothing.
     *
     * @throws PackageException as {@link #rollback} does
     */
    Plan plan(String name, String revision);

    /**
     * Takes a package over again as it was in a revision, its text and its folder byte by byte, by the road that every change
     * takes.
     *
     * @param seen the etag of the text that is there now; empty if any will do
     * @param change who does it and why; without a message it is {@code "Roll back NAME to REVISION"}
     * @throws PackageException MISSING, CONFLICT, or INVALID if that state does not fit today
     */
    Plan rollback(String name, String revision, String seen, Change change);

    /** Why changes wait to be written into the history, in words; empty if none does. Never fails. */
    String waiting();
}
