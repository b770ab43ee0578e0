package org.redeye.packages;

import java.time.Instant;
import java.util.Optional;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Plan;
import org.redeye.packages.history.Entry;
import org.redeye.packages.history.Folder;
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
    Change byHand(String name) {
        String owner = folder.owner(name);
        return Change.by(owner.isEmpty() ? "by hand" : "by hand (" + owner + ")");
    }

    /** The folder of a package as it is now, to be told with what happened. */
    Folder files(String name) {
        return recorder.keep(name);
    }

    /** A text came into force. */
    void applied(
            Compiled compiled,
            Optional<String> old,
            Plan plan,
            Change change,
            boolean mayWait,
            Optional<Folder> files) {
        Change worded = change.message().isEmpty() ? change.saying(Sentences.of(plan, old.isPresent())) : change;
        record(compiled.name(), old, Optional.of(compiled.text()), worded, mayWait, files);
    }

    /** A package is gone; by hand only its file is. */
    void dropped(String name, Optional<String> old, Change change, boolean byHand) {
        Change worded = change.message().isEmpty() ? change.saying("Remove the package " + name) : change;
        record(name, old, Optional.empty(), worded, byHand, byHand ? Optional.empty() : Optional.of(Folder.NONE));
    }

    /** Somebody has edited files in a package's folder. */
    void filesChanged(String name, Optional<String> text) {
        Change change = byHand(name).saying("Edit files of " + name);
        record(name, text, text, change, true, Optional.of(files(name)));
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
                .ifPresent(found -> record(name, known, Optional.of(found), change, false, files));
    }

    private void record(
            String name,
            Optional<String> before,
            Optional<String> after,
            Change change,
            boolean mayWait,
            Optional<Folder> files) {
        recorder.record(new Entry(Instant.now(), name, before, after, change, mayWait, files));
    }
}
