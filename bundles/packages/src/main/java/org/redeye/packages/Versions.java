package org.redeye.packages;

import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Versions of packages as OSGi counts them: three numbers, then a text that counts in alphabetical order. */
final class Versions {

    private Versions() {}

    /** A declared version; {@code 1.0.beta} is 1.0.0.beta. What is no version, which its own problem says, is 0.0.0. */
    static Version of(String declared) {
        var parts = declared.split("\\.", -1);
        var numbers = new StringBuilder();
        int count = 0;
        while (count < parts.length && count < 3 && parts[count].matches("\\d{1,9}")) {
            numbers.append(count == 0 ? "" : ".").append(parts[count]);
            count++;
        }
        if (count == 0) {
            return Version.emptyVersion;
        }
        String rest = count < parts.length ? parts[count] : "";
        for (int missing = count; missing < 3; missing++) {
            numbers.append(".0");
        }
        try {
            return Version.parseVersion(rest.isEmpty() ? numbers.toString() : numbers + "." + rest);
        } catch (IllegalArgumentException e) {
            return Version.emptyVersion;
        }
    }

    /** A range in words, such as {@code 1.0.0 or higher, below 2.0.0}. */
    static String words(VersionRange range) {
        boolean closed = range.getLeftType() == VersionRange.LEFT_CLOSED;
        if (range.getRight() == null) {
            return closed ? range.getLeft() + " or higher" : "higher than " + range.getLeft();
        }
        if (range.isExact()) {
            return "exactly " + range.getLeft();
        }
        String low = closed ? range.getLeft() + " or higher" : "higher than " + range.getLeft();
        String high = range.getRightType() == VersionRange.RIGHT_CLOSED ? ", up to " : ", below ";
        return low + high + range.getRight();
    }
}
