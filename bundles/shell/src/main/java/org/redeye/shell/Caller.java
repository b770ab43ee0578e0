package org.redeye.shell;

import java.security.AccessController;
import java.security.Principal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.redeye.api.security.Role;

/** Who runs a command. */
final class Caller {

    private static final String NOBODY = "shell";

    private Caller() {}

    /**
     * The name of the user who is signed in, as Karaf knows him; {@code shell} where nobody had to sign in. Not the
     * variable {@code USER} of the session: everybody may set that.
     */
    static String name() {
        return principals("UserPrincipal").findFirst().orElse(NOBODY);
    }

    /** The highest role of that user. Where nobody had to sign in, it is the owner of the machine: an admin. */
    static Role role() {
        return subject() == null
                ? Role.ADMIN
                : principals("RolePrincipal")
                        .flatMap(word -> Arrays.stream(Role.values())
                                .filter(role -> role.word().equals(word)))
                        .max(Comparator.naturalOrder())
                        .orElse(Role.VIEWER);
    }

    private static Stream<String> principals(String kind) {
        Subject subject = subject();
        return subject == null
                ? Stream.of()
                : subject.getPrincipals().stream()
                        .filter(principal ->
                                principal.getClass().getSimpleName().equals(kind))
                        .map(Principal::getName);
    }

    @SuppressWarnings("removal") // Karaf's own way to hand the subject on, as long as it runs on Java 17 to 23
    private static @Nullable Subject subject() {
        return Subject.getSubject(AccessController.getContext());
    }
}
