package org.redeye.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.security.Role;
import org.redeye.testkit.FakePlatform;
import org.redeye.web.fakes.FakeUsers;

class SignInLinkTest {

    @TempDir
    Path folder;

    private final FakeUsers users = new FakeUsers();
    private FakePlatform platform;
    private Path file;

    @BeforeEach
    void paths() {
        platform = FakePlatform.in(folder);
        file = platform.data().resolve("run/sign-in-link");
    }

    @Test
    void isInAFileForTheOwnerOnly() throws IOException {
        new SignInLink(users, platform);

        assertThat(Files.readString(file)).matches("http://127\\.0\\.0\\.1:2001/_/sign-in#token=[A-Za-z0-9_-]{43}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void worksOnce() throws IOException {
        var link = new SignInLink(users, platform);
        String token = token();
        assertThat(link.redeem(token + "x")).isEmpty();
        assertThat(link.redeem(token).orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(file).doesNotExist();
        assertThat(link.redeem(token)).isEmpty();
    }

    @Test
    void eachStartMakesANewOne() throws IOException {
        var first = new SignInLink(users, platform);
        String token = token();
        first.close();
        assertThat(file).doesNotExist();
        var second = new SignInLink(users, platform);
        assertThat(second.redeem(token)).isEmpty();
        assertThat(second.redeem(token())).isPresent();
    }

    @Test
    void isNotMadeWhereThereIsAUser() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "left by a crash");
        users.put("ann", Role.VIEWER, "password".toCharArray());
        var link = new SignInLink(users, platform);

        assertThat(file).doesNotExist();
        assertThat(link.redeem("")).isEmpty();
    }

    @Test
    void isWorthNothingOnceThereIsAUser() throws IOException {
        var link = new SignInLink(users, platform);
        String token = token();
        users.put("admin", Role.ADMIN, "password".toCharArray());

        assertThat(link.redeem(token)).isEmpty();
        assertThat(file).doesNotExist();
    }

    private String token() throws IOException {
        return Files.readString(file).replaceAll(".*token=", "").trim();
    }
}
