package org.redeye.api.packages;

/**
 * The text of a file that a package imports, as somebody works on it. Immutable.
 *
 * @param text what the file shall say, or says in a draft
 * @param seen the fingerprint of the version that was edited; empty if it does not matter what is there
 */
public record FileText(String text, String seen) {

    @Override
    public String toString() {
        return "FileText[" + seen + "]"; // the text may hold secrets
    }
}
