package org.redeye.realm;

import java.io.IOException;
import java.security.Principal;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.jspecify.annotations.Nullable;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.api.security.Users;

/**
 * One sign-in through JAAS: by password for the people in {@link Users}, by key for {@code bin/rem}. Whoever has a role
 * gets a {@link RolePrincipal} for it and for each role it includes. Public with a public constructor, because the
 * container makes it by its name; not thread-safe, as JAAS uses each once.
 */
public final class SignIn implements LoginModule {

    static final String USERS = "users";
    static final String KEY = "key";

    private @Nullable Subject subject;
    private @Nullable CallbackHandler asked;
    private @Nullable Users users;
    private @Nullable LocalKey key;
    private Set<Principal> principals = Set.of();

    @Override
    public void initialize(Subject subject, CallbackHandler asked, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.asked = asked;
        this.users = (Users) options.get(USERS);
        this.key = (LocalKey) options.get(KEY);
    }

    @Override
    public boolean login() throws LoginException {
        var name = new NameCallback("name");
        ask(name);
        if (name.getName() == null) {
            throw new FailedLoginException("No name was given");
        }
        User user = byKey(name.getName())
                .or(() -> byPassword(name.getName()))
                .orElseThrow(() -> new FailedLoginException("Wrong name, password or key"));
        principals = Arrays.stream(Role.values())
                .filter(user.role()::includes)
                .map(role -> new RolePrincipal(role.word()))
                .collect(Collectors.toSet());
        principals.add(new UserPrincipal(user.name()));
        if (user.role() == Role.ADMIN) {
            // what Karaf's own commands ask of those who change the container
            principals.add(new RolePrincipal("manager"));
            principals.add(new RolePrincipal("systembundles"));
        }
        return true;
    }

    private Optional<User> byKey(String name) {
        var callback = new PublickeyCallback();
        if (!name.equals(LocalKey.USER) || !asks(callback)) {
            return Optional.empty();
        }
        PublicKey offered = callback.getPublicKey();
        return offered != null && key != null && key.matches(offered)
                ? Optional.of(new User(LocalKey.USER, Role.ADMIN))
                : Optional.empty();
    }

    private Optional<User> byPassword(String name) {
        var callback = new PasswordCallback("password", false);
        if (users == null || !asks(callback) || callback.getPassword() == null) {
            return Optional.empty();
        }
        char[] password = callback.getPassword();
        try {
            return users.authenticate(name, password, origin());
        } finally {
            callback.clearPassword();
            Arrays.fill(password, '\0');
        }
    }

    /** The address of the other side where it is known, without its port. */
    private String origin() {
        return subject.getPrincipals(ClientPrincipal.class).stream()
                .findFirst()
                .map(client -> client.getMethod() + " " + client.getAddress().replaceFirst(":\\d+$", ""))
                .orElse("jaas");
    }

    private void ask(Callback callback) throws LoginException {
        if (!asks(callback)) {
            throw new FailedLoginException("No name was given");
        }
    }

    /** @return whether the other side knows what is asked for: an SSH sign-in has either a key or a password */
    private boolean asks(Callback callback) {
        try {
            asked.handle(new Callback[] {callback});
            return true;
        } catch (UnsupportedCallbackException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(principals);
        return !principals.isEmpty();
    }

    @Override
    public boolean abort() {
        principals = Set.of();
        return true;
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(principals);
        principals = Set.of();
        return true;
    }
}
