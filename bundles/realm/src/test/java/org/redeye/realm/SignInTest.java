package org.redeye.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.security.Role;

/** Signs in as the SSH server does: it answers a question for a key or for a password, never both. */
class SignInTest {

    @TempDir
    Path data;

    private FileUsers users;
    private LocalKey key;

    @BeforeEach
    void start() throws Exception {
        users = new FileUsers(data.resolve("users.properties"), Map.of(), System::nanoTime);
        users.put("ann", Role.OPERATOR, "a good password".toCharArray());
        users.put("root", Role.ADMIN, "a good password".toCharArray());
        key = new LocalKey(data.resolve("keys"));
        key.ensure();
    }

    @Test
    void givesThePersonTheirRoleAndThoseItIncludes() throws Exception {
        Subject subject = signIn(byPassword("ann", "a good password"));

        assertThat(names(subject, UserPrincipal.class)).containsExactly("ann");
        assertThat(names(subject, RolePrincipal.class)).containsExactlyInAnyOrder("operator", "viewer");
    }

    @Test
    void givesAnAdminWhatTheContainersCommandsAsk() throws Exception {
        Subject subject = signIn(byPassword("root", "a good password"));

        assertThat(names(subject, RolePrincipal.class))
                .containsExactlyInAnyOrder("admin", "editor", "operator", "viewer", "manager", "systembundles");
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> signIn(byPassword("ann", "a bad password"))).isInstanceOf(FailedLoginException.class);
    }

    @Test
    void letsBinRemInByItsKey() throws Exception {
        Subject subject = signIn(byKey("local", ours()));

        assertThat(names(subject, UserPrincipal.class)).containsExactly("local");
        assertThat(names(subject, RolePrincipal.class)).contains("admin");
    }

    @Test
    void refusesOtherKeysAndOtherNamesWithOurKey() throws Exception {
        PublicKey other = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        PublicKey ours = ours();

        assertThatThrownBy(() -> signIn(byKey("local", other))).isInstanceOf(FailedLoginException.class);
        assertThatThrownBy(() -> signIn(byKey("root", ours))).isInstanceOf(FailedLoginException.class);
        assertThatThrownBy(() -> signIn(byPassword("local", "a good password")))
                .isInstanceOf(FailedLoginException.class);
    }

    @Test
    void countsFailuresByTheAddressAndNotByThePortOfTheOtherSide() {
        for (int i = 0; i < Damping.PAIR_FAILURES; i++) {
            int port = 40_000 + i;
            assertThatThrownBy(() -> signIn(byPassword("ann", "a bad password"), port))
                    .isInstanceOf(FailedLoginException.class);
        }

        assertThatThrownBy(() -> signIn(byPassword("ann", "a good password"), 50_000))
                .isInstanceOf(FailedLoginException.class);
    }

    @Test
    void takesTheRolesAwayAtSignOut() throws Exception {
        var subject = new Subject();
        var module = module(subject, byPassword("ann", "a good password"));
        module.login();
        module.commit();

        module.logout();

        assertThat(subject.getPrincipals()).isEmpty();
    }

    @Test
    void keepsTheKeyItHasAndKeepsItPrivate() throws Exception {
        String before = Files.readString(data.resolve("keys/local"));

        key.ensure();

        assertThat(data.resolve("keys/local")).hasContent(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/local"))))
                .isEqualTo("rw-------");
    }

    private Subject signIn(CallbackHandler answers) throws LoginException {
        return signIn(answers, 40_000);
    }

    private Subject signIn(CallbackHandler answers, int port) throws LoginException {
        var subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal("ssh", "/127.0.0.1:" + port));
        var module = module(subject, answers);
        module.login();
        module.commit();
        return subject;
    }

    private SignIn module(Subject subject, CallbackHandler answers) {
        var module = new SignIn();
        module.initialize(subject, answers, Map.of(), Map.of(SignIn.USERS, users, SignIn.KEY, key));
        return module;
    }

    private static CallbackHandler byPassword(String name, String password) {
        return callbacks -> {
            for (var callback : callbacks) {
                if (callback instanceof NameCallback asked) {
                    asked.setName(name);
                } else if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(password.toCharArray());
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        };
    }

    private static CallbackHandler byKey(String name, PublicKey key) {
        return callbacks -> {
            for (var callback : callbacks) {
                if (callback instanceof NameCallback asked) {
                    asked.setName(name);
                } else if (callback instanceof PublickeyCallback asked) {
                    asked.setPublicKey(key);
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        };
    }

    private PublicKey ours() throws Exception {
        String text = Files.readString(data.resolve("keys/local.pub")).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
    }

    private static Set<String> names(Subject subject, Class<? extends Principal> kind) {
        return subject.getPrincipals(kind).stream().map(Principal::getName).collect(Collectors.toSet());
    }
}
