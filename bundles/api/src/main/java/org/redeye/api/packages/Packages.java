package org.redeye.api.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;

/**
 * The packages: YAML files in one folder, and what is in force of them. A change through this service writes the file and
 * goes the same road as an edit by hand. Thread-safe; what is returned is a snapshot.
 *
 * <p>An {@code etag} given as the version seen may be empty: then the change is made whatever is there. Each change names
 * its author and is written into the {@link History}; so is a text that it replaces and that was not in force.
 *
 * <p>Where a package's header has {@code review: true}, a change by somebody who is no approver is not made: it becomes a
 * {@link PendingChange}, of which the {@link Plan#pending} tells; {@link #remove} is refused.
 *
 * <p>After a package is taken over, refused or removed an event of the type {@code package} is published with
 * {@code name, state} ({@code applied}, {@code refused}, {@code removed}) and {@code problems}.
 */
@ProviderType
public interface Packages {

    /** Given as the version seen: there is no such package, and the change is to make it. */
    String ABSENT = "*absent*";

    /** Edits of a draft at once. */
    int MAX_EDITS = 1000;

    /** All packages, ordered by name, refused files included. */
    List<PackageInfo> list();

    /** One package. */
    Optional<PackageInfo> find(String name);

    /** The text in the file now, valid or not. */
    Optional<String> text(String name);

    /**
     * What is in force of a section, in document order.
     *
     * @param section the section's key; empty for the items of all sections
     */
    List<Item> items(String name, String section);

    /** What the items of a section may look like, the fields of plugins that stand beside included where they are named by all. */
    Optional<Schema> schema(String name, String section);

    /**
     * The packages that answer for what a package lacks, in the order in which they are asked ({@code fallback} in its
     * header); they may have fallbacks of their own. Empty if there are none, or no such package is in force.
     */
    default List<String> fallback(String name) {
        return List.of();
    }

    /**
     * What taking over a text would do. Changes nothing. No script is called that runs only once an admin has saved the text.
     *
     * @throws PackageException INVALID with all problems found
     */
    default Plan plan(String name, String text) {
        return plan(name, text, Map.of());
    }

    /**
     * The same for a text and files that it imports.
     *
     * @param files what imported files shall say, by path below the folder of packages ({@code shop/hosts.yaml}); all others
     *     are as they stand
     * @throws PackageException INVALID with all problems found, CONFLICT if the text does not import one of the files
     */
    Plan plan(String name, String text, Map<String, FileText> files);

    /**
     * Takes over a text: validates it, writes the file (temporary file, force, rename), applies the difference.
     *
     * @param seen the etag of the text that was edited
     * @param change who makes it and what for
     * @throws PackageException INVALID with all problems found, CONFLICT, or FORBIDDEN if the package is trusted and would run
     *     other programs than now, and the author is no admin
     */
    default Plan apply(String name, String text, String seen, Change change) {
        return apply(name, text, seen, Map.of(), change);
    }

    /**
     * The same for a text and files that it imports: all of them are written, or none, as one change of the history.
     *
     * @param files what imported files shall say, by path below the folder of packages ({@code shop/hosts.yaml}); no other
     *     file is written
     * @throws PackageException INVALID with all problems found; CONFLICT if a file is not as it was seen, or the text does not
     *     import it
     */
    Plan apply(String name, String text, String seen, Map<String, FileText> files, Change change);

    /**
     * Removes a package and all it declares.
     *
     * @throws PackageException MISSING, CONFLICT, or INVALID if another package requires it
     */
    Plan remove(String name, String seen, Change change);

    /**
     * Writes a new item into the text, or into the imported file that holds what is around it; every other byte stays.
     *
     * @param path its keys; layers that are not there are made
     * @param fields raw values by key, see {@link org.redeye.api.schema.FieldType}
     * @throws PackageException MISSING, CONFLICT or INVALID
     */
    Plan insert(String name, String section, List<String> path, Map<String, Object> fields, String seen, Change change);

    /**
     * Removes an item from the file it stands in, and the layers of keys above it that it leaves empty unless a comment stands on their
     * line; every other byte stays.
     *
     * @throws PackageException MISSING, CONFLICT or INVALID (something else needs it)
     */
    Plan delete(String name, String section, List<String> path, String seen, Change change);

    /**
     * Edits a text and tells what it would be as this package. Computes only: nothing is written or put in force. An edit of
     * what stands in an imported file is made in that file; paths are those of the whole tree.
     *
     * @param name the package; need not be there
     * @param text what is edited
     * @param files the imported files that were edited before, see {@link Draft#files}; all others are as they stand
     * @param edits one after the other, each on the text that the one before left; at most {@value #MAX_EDITS}
     * @param path what to look at afterwards: keys (String) and list positions (Integer), outermost first
     * @throws PackageException CONFLICT if an edit cannot be made, with the reason; INVALID if the name cannot be one
     */
    Draft draft(String name, String text, Map<String, FileText> files, List<Edit> edits, List<?> path);

    /** The same for a text whose imported files nobody has edited. */
    default Draft draft(String name, String text, List<Edit> edits, List<?> path) {
        return draft(name, text, Map.of(), edits, path);
    }
}
