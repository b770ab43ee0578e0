package org.redeye.packages;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Plan;
import org.redeye.packages.history.Entry;
import org.redeye.packages.history.Folder;
import org.redeye.packages.history.Intent;
import org.redeye.packages.history.Recorder;
import org.redeye.packages.history.Sentences;

/** Tells the history what happens to packages, in the words of whoever made it happen. */
final class Chronicle {

    private final Recorder recorder;
    private final PackageFolder folder;

    Chronicle(Recorder recorder, PackageFolder folder) {
        this.recorder = recorder;
        this.folder = folder;
    }

    /** A change that the owner of a package's file has made in it. */
    private Change byHand(String name) {
        String owner = folder.owner(name);
        return Change.by(owner.isEmpty() ? "by hand" : "by hand (" + owner + ")");
    }

    /** A text is about to be written and to come into force. */
    Intent applying(Compiled compiled, Optional<String> old, Plan plan, Change change) {
        return applying(compiled, old, plan, change, Optional.empty());
    }

    /** The same with all files of the package, which are staged. */
    Intent applying(Compiled compiled, Optional<String> old, Plan plan, Change change, Path staged) {
        return applying(compiled, old, plan, change, Optional.of(recorder.keep(staged, compiled.name())));
    }

    /** The same with files of the package that are edited, by path in the folder of packages. */
    Intent applying(Compiled compiled, Optional<String> old, Plan plan, Change change, Map<String, String> edited) {
        return applying(
                compiled, old, plan, change, Optional.of(recorder.keep(folder.path(), compiled.name(), edited)));
    }

    private Intent applying(Compiled compiled, Optional<String> old, Plan plan, Change change, Optional<Folder> files) {
        Change worded = worded(plan, old, change);
        return recorder.intend(entry(compiled.name(), old, Optional.of(compiled.text()), worded, false, files));
    }

    /** A package is about to be deleted with its files. */
    Intent dropping(String name, Optional<String> old, Change change) {
        Change worded = removing(name, change);
        return recorder.intend(entry(name, old, Optional.empty(), worded, false, Optional.of(Folder.NONE)));
    }

    /** A text came into force that somebody has written into the file. */
    void appliedByHand(Compiled compiled, Optional<String> old, Plan plan) {
        String name = compiled.name();
        Change worded = worded(plan, old, byHand(name));
        recorder.record(entry(name, old, Optional.of(compiled.text()), worded, true, Optional.empty()));
    }

    /** A package is gone, because its file is. */
    void droppedByHand(String name, Optional<String> old) {
        Change worded = removing(name, byHand(name));
        recorder.record(entry(name, old, Optional.empty(), worded, true, Optional.empty()));
    }

    private static Change worded(Plan plan, Optional<String> old, Change change) {
        return change.message().isEmpty() ? change.saying(Sentences.of(plan, old.isPresent())) : change;
    }

    private static Change removing(String name, Change change) {
        return change.message().isEmpty() ? change.saying("Remove the package " + name) : change;
    }

    /** Somebody has edited files in a package's folder. */
    void filesChanged(String name, Optional<String> text) {
        Change change = byHand(name).saying("Edit files of " + name);
        recorder.record(entry(name, text, text, change, true, Optional.of(files(name))));
    }

    /**
     * What somebody is writing and was not taken over yet, or was refused, is not lost when it is replaced.
     *
     * @param known the text in force
     * @param all whether the files in the folder are replaced, too
     */
    void replaced(String name, Optional<String> known, boolean all) {
        Optional<Folder> files = all ? Optional.of(files(name)) : Optional.empty();
        Change change = byHand(name).saying("Edit " + name + ", replaced before it came into force");
        folder.read(name)
                .filter(content -> content.failure().isEmpty())
                .map(PackageFolder.Content::text)
                .ifPresent(found -> recorder.record(entry(name, known, Optional.of(found), change, false, files)));
    }

    private Folder files(String name) {
        return recorder.keep(folder.path(), name);
    }

    private static Entry entry(
            String name,
            Optional<String> before,
            Optional<String> after,
            Change change,
            boolean mayWait,
            Optional<Folder> files) {
        return new Entry(Instant.now(), name, before, after, change, mayWait, files);
    }
}
