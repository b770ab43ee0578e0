package org.redeye.packages.yaml;

import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Splicer.EditException;

/**
 * What an edit comes to: spans with what replaces them, and the tree that the text must say then.
 *
 * @param splices in any order; they do not overlap
 */
record Change(List<Splice> splices, Part expected) {

    /**
     * The changed document, proven: it can be read, says what was asked for and nothing else, every alias names what it
     * named, and no character outside the spans changed.
     *
     * @throws EditException if one of these does not hold
     */
    Spliced prove(Document document, Source source) {
        Bindings.check(source, expected);
        List<Splice> ordered = Splice.ordered(splices);
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).from() < ordered.get(i - 1).to()) {
                throw new EditException(
                        "What goes and what comes stand too close to each other; edit the text by hand.");
            }
        }
        String text = Splice.apply(source.text(), ordered);
        Document again = Document.read(document.file(), text);
        if (!again.problems().isEmpty()) {
            throw new EditException(
                    "The edit would break the file: " + again.problems().get(0));
        }
        Source now = Source.of(text);
        Optional<String> difference = Trees.difference(expected, now.root());
        if (difference.isPresent()) {
            throw new EditException("The edit would change more than was asked for, at '"
                    + difference.get().replaceFirst("^/", "") + "'; edit the text by hand.");
        }
        proveRest(source.text(), text, ordered);
        return new Spliced(again, ordered, now);
    }

    private static void proveRest(String before, String after, List<Splice> splices) {
        int at = 0;
        int shift = 0;
        for (Splice splice : splices) {
            same(before, at, after, at + shift, splice.from() - at);
            shift += splice.piece().length() - (splice.to() - splice.from());
            at = splice.to();
        }
        same(before, at, after, at + shift, before.length() - at);
        if (after.length() != before.length() + shift) {
            throw new EditException("The edit would change the text outside of its place; edit the text by hand.");
        }
    }

    private static void same(String before, int from, String after, int to, int length) {
        if (!before.regionMatches(from, after, to, length)) {
            throw new EditException("The edit would change the text outside of its place; edit the text by hand.");
        }
    }
}
