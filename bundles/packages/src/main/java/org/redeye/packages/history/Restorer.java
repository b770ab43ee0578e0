package org.redeye.packages.history;

import java.util.Map;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Plan;

/** Takes all files of a package over, by the road that every change takes. */
public interface Restorer {

    /** The bytes of a file in the past. */
    interface Content {
        /** All of them. */
        byte[] read();
    }

    /**
     * A file in the past.
     *
     * @param content its bytes
     * @param executable whether it may be executed
     */
    record PastFile(Content content, boolean executable) {}

    /**
     * Puts files in place of all that the package has.
     *
     * @param files by path relative to the folder of packages
     * @param seen the etag of the text that is there now; empty if any will do
     */
    Plan restore(String name, Map<String, PastFile> files, String seen, Change change);

    /** What {@link #restore} would do. */
    Plan rehearse(String name, Map<String, PastFile> files);
}
