package org.redeye.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.notify.AnswerLinks.Answer;
import org.redeye.testkit.ManualClock;

class SignedLinksTest {

    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final ManualClock clock = new ManualClock();
    private final SignedLinks links = new SignedLinks(KEY, "https://rem.example.org/", clock);

    private String token(String alert, String person, Instant until) {
        String address = links.address(alert, person, until);
        assertThat(address).startsWith("https://rem.example.org/answer/").matches("[A-Za-z0-9:/._-]+");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private Instant tomorrow() {
        return clock.instant().plus(Duration.ofDays(1));
    }

    @Property(tries = 200)
    void readsWhatItWrote(
            @ForAll @StringLength(max = 100) String alert, @ForAll @StringLength(max = 60) String person) {
        String clean = new String(
                person.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
        String id = new String(
                alert.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(links.read(token(id, clean, tomorrow()))).isEqualTo(new Answer(id, clean, tomorrow()));
    }

    @Property(tries = 500)
    void refusesATokenOfWhichOneBitIsAnother(@ForAll @IntRange(max = 3_000) int at) {
        byte[] bytes = Base64.getUrlDecoder().decode(token("A-7", "ann", tomorrow()));
        bytes[at / 8 % bytes.length] ^= (byte) (1 << at % 8);
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertThatThrownBy(() -> links.read(forged)).hasMessageContaining("none of this instance");
    }

    @Test
    void refusesEachOtherWayToWriteTheSameBytes() {
        String token = token("A-7", "ann", tomorrow());
        for (String other : new String[] {
            token + "=",
            token + "==",
            " " + token,
            token + "\n",
            token.substring(0, token.length() - 1),
            token + "A",
            "",
            "x",
            "/",
            "ü",
            token.repeat(100)
        }) {
            assertThatThrownBy(() -> links.read(other))
                    .as("'" + other + "'")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none of this instance");
        }
        char last = token.charAt(token.length() - 1);
        for (char c = 'A'; c <= 'z'; c++) { // bits behind the last byte that nobody reads
            if (c != last) {
                String other = token.substring(0, token.length() - 1) + c;
                assertThatThrownBy(() -> links.read(other)).as(other).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void endsATokenToTheSecond() {
        String token = token("A-7", "ann", tomorrow());
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(links.read(token).person()).isEqualTo("ann");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> links.read(token)).hasMessageStartingWith("This link has ended.");
    }

    @Test
    void knowsNoTokenOfAnotherKey() {
        var other = new SignedLinks(new byte[32], "x", clock);
        assertThatThrownBy(() -> other.read(token("A-7", "ann", tomorrow())))
                .hasMessageContaining("none of this instance");
    }

    @Test
    void keepsItsKeyForItsOwnerAndAcrossStarts(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys").resolve("answer-links");
        byte[] key = KeyFile.read(file);
        assertThat(key).hasSize(32).isNotEqualTo(KeyFile.read(folder.resolve("other")));
        assertThat(KeyFile.read(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeyFile.read(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void saysSoIfTheKeyIsCutShort(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("key");
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("has 7 bytes; expected 32");
        assertThat(Files.size(file)).isEqualTo(7);
    }
}
