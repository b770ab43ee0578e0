package org.redeye.shell;

import java.security.AccessController;
import java.security.Principal;
import javax.security.auth.Subject;

/** Who runs a command. */
final class Caller {

    private static final String NOBODY = "shell";

    private Caller() {}

    /**
     * The name of the user who is signed in, as Karaf knows him; {@code shell} where nobody had to sign in. Not the
     * variable {@code USER} of the session: everybody may set that.
     */
    @SuppressWarnings("removal") // Karaf's own way to hand the subject on, as long as it runs on Java 17 to 23
    static String name() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return subject == null
                ? NOBODY
                : subject.getPrincipals().stream()
                        .filter(principal ->
                                principal.getClass().getSimpleName().equals("UserPrincipal"))
                        .map(Principal::getName)
                        .findFirst()
                        .orElse(NOBODY);
    }
}
