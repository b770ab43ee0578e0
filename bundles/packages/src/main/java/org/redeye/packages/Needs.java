package org.redeye.packages;

import java.util.List;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.redeye.api.schema.Position;

/**
 * What the header of a package asks of others.
 *
 * @param requirements what must be there, in the order of the text
 * @param fallback the packages that answer for what this one lacks, in order
 * @param place where the package says its version, for what others have against it
 */
record Needs(List<Requirement> requirements, List<Fallback> fallback, Position place) {

    Needs {
        requirements = List.copyOf(requirements);
        fallback = List.copyOf(fallback);
    }

    /** What is required. */
    enum Kind {
        /** A package by its name. */
        PACKAGE,
        /** A plugin by kind and id. */
        PLUGIN
    }

    /** Something that must be there in a version of a range. */
    record Requirement(Kind kind, String name, VersionRange range, Position position) {

        private static final VersionRange ANY = new VersionRange("0");

        boolean takes(Version version) {
            return range.includes(version);
        }

        /** As in {@code the package base in [1.0.0,2.0.0)}. */
        String words() {
            return "the " + (kind == Kind.PACKAGE ? "package " : "plugin ") + named();
        }

        /** As in {@code base in [1.0.0,2.0.0)}; the name alone if any version will do. */
        String named() {
            return range.equals(ANY) ? name : name + " in " + range;
        }
    }

    /** A package that is asked when this one has no answer. */
    record Fallback(String name, Position position) {}

    /** The packages that must be there. */
    List<Requirement> packages() {
        return of(Kind.PACKAGE);
    }

    /** The plugins that must be there. */
    List<Requirement> plugins() {
        return of(Kind.PLUGIN);
    }

    private List<Requirement> of(Kind kind) {
        return requirements.stream().filter(need -> need.kind() == kind).toList();
    }
}
