package org.redeye.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;

class FileUsersTest {

    private static final String ORIGIN = "127.0.0.1";

    @TempDir
    Path data;

    private final AtomicLong now = new AtomicLong();
    private Path file;

    @BeforeEach
    void name() {
        file = data.resolve("users.properties");
    }

    private FileUsers users(Map<String, String> environment) {
        return new FileUsers(file, environment, now::get);
    }

    private FileUsers users() {
        return users(Map.of());
    }

    @Test
    void hasNobodyByDefault() {
        var users = users();

        assertThat(users.list()).isEmpty();
        assertThat(users.authenticate("admin", "admin".toCharArray(), ORIGIN)).isEmpty();
        assertThat(users.authenticate("karaf", "karaf".toCharArray(), ORIGIN)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void makesTheFirstAdminOutOfTheEnvironmentOnce() {
        assertThat(users(Map.of("REM_ADMIN_PASSWORD", "first password")).list()).hasSize(1);

        var later = users(Map.of("REM_ADMIN_PASSWORD", "other password"));

        assertThat(later.authenticate("admin", "first password".toCharArray(), ORIGIN))
                .contains(new User("admin", Role.ADMIN));
        assertThat(later.authenticate("admin", "other password".toCharArray(), ORIGIN))
                .isEmpty();
    }

    @Test
    void makesNoAdminWithAPasswordThatIsTooShort() {
        assertThat(users(Map.of("REM_ADMIN_PASSWORD", "short")).list()).isEmpty();
    }

    @Test
    void keepsNoPasswordAndLetsNobodyElseReadTheFile() throws IOException {
        users().put("ann", Role.EDITOR, "a good password".toCharArray());

        assertThat(file).content().doesNotContain("a good password").contains("ann = editor, {PBKDF2-SHA512}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void signsInByNameAndPassword() {
        var users = users();
        users.put("ann", Role.OPERATOR, "a good password".toCharArray());

        assertThat(users.authenticate("ann", "a good password".toCharArray(), ORIGIN))
                .contains(new User("ann", Role.OPERATOR));
        assertThat(users.authenticate("ann", "a bad password".toCharArray(), ORIGIN))
                .isEmpty();
        assertThat(users.authenticate("bob", "a good password".toCharArray(), ORIGIN))
                .isEmpty();
        assertThat(users.authenticate("ann\nadmin = admin, x", "a good password".toCharArray(), ORIGIN))
                .isEmpty();
    }

    @Test
    void refusesTheRightPasswordToSomebodyWhoGuessesUntilAWhileHasPassed() {
        var users = users();
        users.put("ann", Role.VIEWER, "a good password".toCharArray());
        for (int i = 0; i < Damping.PAIR_FAILURES; i++) {
            users.authenticate("ann", ("guess number " + i).toCharArray(), ORIGIN);
        }

        assertThat(users.authenticate("ann", "a good password".toCharArray(), ORIGIN))
                .isEmpty();
        assertThat(users.authenticate("ann", "a good password".toCharArray(), "10.0.0.1"))
                .isPresent();
        now.addAndGet(Damping.SHORTEST.toNanos());
        assertThat(users.authenticate("ann", "a good password".toCharArray(), ORIGIN))
                .isPresent();
    }

    @Test
    void forgetsAPasswordThatWasChangedOrRemoved() {
        var users = users();
        users.put("ann", Role.VIEWER, "the old password".toCharArray());
        users.authenticate("ann", "the old password".toCharArray(), ORIGIN);

        users.put("ann", Role.VIEWER, "the new password".toCharArray());
        assertThat(users.authenticate("ann", "the old password".toCharArray(), ORIGIN))
                .isEmpty();
        assertThat(users.authenticate("ann", "the new password".toCharArray(), ORIGIN))
                .isPresent();

        assertThat(users.remove("ann")).isTrue();
        assertThat(users.remove("ann")).isFalse();
        assertThat(users.authenticate("ann", "the new password".toCharArray(), ORIGIN))
                .isEmpty();
    }

    @Test
    void hashesAPasswordThatAPersonWroteAndKeepsTheirLines() throws IOException {
        Files.writeString(file, "# our people\n\nann = editor, written by hand\n");

        var users = users();

        assertThat(users.authenticate("ann", "written by hand".toCharArray(), ORIGIN))
                .contains(new User("ann", Role.EDITOR));
        assertThat(file)
                .content()
                .startsWith("# our people\n\nann = editor, {PBKDF2-SHA512}")
                .doesNotContain("written by hand");
    }

    @Test
    void seesWhatAPersonChangesWhileItRuns() throws IOException {
        var users = users();
        users.put("ann", Role.VIEWER, "a good password".toCharArray());

        Files.writeString(file, Files.readString(file).replace("ann = viewer", "ann = admin"));

        assertThat(users.find("ann")).contains(new User("ann", Role.ADMIN));
    }

    @Test
    void leavesOutLinesThatAreWrongAndKeepsTheOthers() throws IOException {
        var users = users();
        users.put("ann", Role.VIEWER, "a good password".toCharArray());
        String line = Files.readString(file)
                .lines()
                .filter(l -> l.startsWith("ann"))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "no equals sign",
                        "bob = king, a long password",
                        "eve = viewer, short",
                        "m@d = viewer, a long password",
                        "local = admin, a long password",
                        "tim = viewer, {PBKDF2-SHA512}broken",
                        line,
                        line.replace("viewer", "admin")));

        assertThat(users.list()).containsExactly(new User("ann", Role.VIEWER));
        users.put("zoe", Role.VIEWER, "another password".toCharArray());
        assertThat(file).content().startsWith("no equals sign\nbob = king, a long password\n");
    }

    @Test
    void refusesNamesAndPasswordsThatAreNotAllowed() {
        var users = users();
        char[] good = "a good password".toCharArray();

        assertThatThrownBy(() -> users.put("local", Role.ADMIN, good)).hasMessageContaining("belongs to bin/rem");
        assertThatThrownBy(() -> users.put("a b", Role.ADMIN, good)).hasMessageContaining("letters, digits");
        assertThatThrownBy(() -> users.put("ann", Role.ADMIN, "1234567".toCharArray()))
                .hasMessageContaining("8 to 256");
        assertThatThrownBy(() -> users.put("ann", Role.ADMIN, new char[257])).hasMessageContaining("8 to 256");
    }

    @Test
    void listsByName() {
        var users = users();
        users.put("zoe", Role.VIEWER, "a good password".toCharArray());
        users.put("ann", Role.ADMIN, "a good password".toCharArray());

        assertThat(users.list()).extracting(User::name).containsExactly("ann", "zoe");
    }

    @Test
    void remembersARightPasswordForAMinuteOnly() {
        var verified = new VerifiedPasswords(now::get);
        var hash = PasswordHash.of("a good password".toCharArray(), 10);
        verified.add("ann", hash, "a good password".toCharArray());

        assertThat(verified.contains("ann", hash, "a good password".toCharArray()))
                .isTrue();
        assertThat(verified.contains("bob", hash, "a good password".toCharArray()))
                .isFalse();
        assertThat(verified.contains("ann", hash, "a bad password".toCharArray()))
                .isFalse();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(verified.contains("ann", hash, "a good password".toCharArray()))
                .isFalse();
    }
}
