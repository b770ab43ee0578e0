package org.redeye.packages.history;

/**
 * The folder of a package at a moment.
 *
 * @param tree the object in the repository that holds it; empty if there was none
 */
public record Folder(String tree) {

    /** No folder. */
    public static final Folder NONE = new Folder("");

    /** It could not be kept; what is there when it is written down must do. */
    public static final Folder AS_IT_STANDS = new Folder("now");
}
