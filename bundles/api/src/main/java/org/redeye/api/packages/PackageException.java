package org.redeye.api.packages;

import java.util.List;
import java.util.stream.Collectors;
import org.redeye.api.schema.Problem;

/** A change of a package that is refused; nothing was changed. */
public final class PackageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why a change is refused. */
    public enum Kind {
        /** There is no such package, section, item or revision. */
        MISSING,
        /** The text was changed by somebody else in between, or what shall be made is there already. */
        CONFLICT,
        /** The text has problems. */
        INVALID,
        /** Whoever makes the change may not: it takes another role. */
        FORBIDDEN,
        /** The history cannot be read now. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final transient List<Problem> problems;

    /** A refusal that is about no place in the text. */
    public PackageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.problems = List.of();
    }

    /** The text has these problems, at least one. */
    public PackageException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.kind = Kind.INVALID;
        this.problems = List.copyOf(problems);
    }

    /** Why it is refused. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong with the text; empty unless INVALID. */
    public List<Problem> problems() {
        return problems;
    }
}
