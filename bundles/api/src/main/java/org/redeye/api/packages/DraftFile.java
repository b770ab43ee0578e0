package org.redeye.api.packages;

/**
 * An imported file that a draft would change. Immutable.
 *
 * @param text the text after the edits
 * @param before what stands in the file now
 * @param etag the fingerprint of the version that was edited, to be sent back as {@link FileText#seen}; if it is not that of
 *     {@code before}, somebody has changed the file in between
 */
public record DraftFile(String text, String before, String etag) {

    @Override
    public String toString() {
        return "DraftFile[" + etag + "]"; // the text may hold secrets
    }
}
