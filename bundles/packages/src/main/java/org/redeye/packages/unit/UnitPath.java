package org.redeye.packages.unit;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The paths that files of a unit may have, written with {@code /}, relative to the folder of packages. */
final class UnitPath {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private UnitPath() {}

    /** Why a file may not stand there; empty if it may. */
    static Optional<String> fault(String path) {
        if (path.startsWith("/") || path.startsWith("\\") || DRIVE.matcher(path).matches()) {
            return Optional.of("'" + shown(path) + "' is an absolute path; a unit's files stand below its own folder");
        }
        List<String> names = List.of(path.split("[/\\\\]", -1));
        if (names.contains("..")) {
            return Optional.of("'" + shown(path) + "' leads out of the unit ('..')");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("'" + shown(path) + "' has a backslash; paths are written with '/'");
        }
        if (names.contains("") || names.contains(".")) {
            return Optional.of("'" + shown(path) + "' is no plain path");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("'" + shown(path) + "' has a control character in it");
        }
        if (names.stream().anyMatch(name -> name.startsWith("."))) {
            return Optional.of("'" + shown(path) + "' is a hidden file, which is no part of a unit");
        }
        if (names.size() > UnitLimits.DEPTH || names.stream().anyMatch(name -> name.length() > UnitLimits.NAME)) {
            return Optional.of("'" + shown(path) + "' is too long: at most " + UnitLimits.DEPTH + " names of "
                    + UnitLimits.NAME + " characters");
        }
        return Optional.empty();
    }

    /** What two paths have in common that are one file where upper and lower case are alike. */
    static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** A path for people: without control characters, not endless. */
    static String shown(String path) {
        String plain = path.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > UnitLimits.NAME ? plain.substring(0, UnitLimits.NAME) + "…" : plain;
    }
}
