package org.redeye.packages.yaml;

import java.util.List;
import org.redeye.api.packages.Splice;

/** A document after an edit. */
public final class Spliced {

    private final Document document;
    private final List<Splice> splices;
    private final Source source;

    Spliced(Document document, List<Splice> splices, Source source) {
        this.document = document;
        this.splices = splices;
        this.source = source;
    }

    /** The document as it is now. */
    public Document document() {
        return document;
    }

    /** The text as it is now. */
    public String text() {
        return document.text();
    }

    /** What changed, by offsets of the text before, in its order. */
    public List<Splice> splices() {
        return splices;
    }

    /** For the next edit; the text is not read again. */
    public Splicer next() {
        return new Splicer(document, source);
    }
}
