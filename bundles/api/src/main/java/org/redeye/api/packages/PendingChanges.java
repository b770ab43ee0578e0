package org.redeye.api.packages;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes that wait for a second person. A package whose header has {@code review: true} is changed at once by its
 * {@code approvers} only, every admin if it names none; what others change through {@link Packages} waits here, over
 * restarts too, at most {@value #MOST} changes with {@value #MAX_CHARACTERS} characters together. Nobody approves a change
 * that he made himself. Who may write the files stands above all this. Thread-safe; what is returned is a snapshot.
 *
 * <p>An event of the type {@code change} is published with {@code id, name, author} and the {@code state} {@code pending},
 * {@code approved}, {@code rejected}, {@code withdrawn} or {@code replaced} (by the author's next one).
 */
@ProviderType
public interface PendingChanges {

    /** Changes that wait at once. */
    int MOST = 500;

    /** Characters of all that waits: texts, imported files and differences. */
    int MAX_CHARACTERS = 16 * 1024 * 1024;

    /**
     * What waits, oldest first.
     *
     * @param name the package; empty for all
     */
    List<PendingChange> list(String name);

    /** One change that waits. */
    Optional<PendingChange> find(String id);

    /**
     * For whose approval a change of a package would wait, as a sentence; empty if it would be made at once.
     *
     * @param change who would make it
     */
    String waits(String name, Change change);

    /**
     * Why somebody may not approve a change as things are now, as a sentence; empty if he may.
     *
     * @param by who would approve it
     * @throws PackageException MISSING
     */
    String objection(String id, Change by);

    /**
     * Makes a change that waits. The history names its author, and who approved it in the line {@code Approved-by: NAME}.
     * What takes a right beyond the approval, such as another program of a trusted package, takes that of the approver.
     *
     * @param by who approves it, and as {@link Change#why} the reason, which may be empty
     * @throws PackageException MISSING; FORBIDDEN if this one may not; CONFLICT if the package is not any more what the
     *     author changed, who then saves again; INVALID if the text is not good any more. It goes on waiting then
     */
    Plan approve(String id, Change by);

    /**
     * Ends a change that waits without making it: its author withdraws it, an approver rejects it.
     *
     * @param by who does it, and as {@link Change#why} the reason; whoever rejects has one
     * @throws PackageException MISSING; FORBIDDEN if this one may not; INVALID if there is no reason
     */
    void reject(String id, Change by);
}
