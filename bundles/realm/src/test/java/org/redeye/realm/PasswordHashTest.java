package org.redeye.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @Test
    void matchesThePasswordAndNoOther() {
        var hash = PasswordHash.of("correct horse".toCharArray(), 1_000);

        assertThat(hash.matches("correct horse".toCharArray())).isTrue();
        assertThat(hash.matches("correct horsf".toCharArray())).isFalse();
        assertThat(hash.matches("".toCharArray())).isFalse();
    }

    @Test
    void survivesBeingWritten() {
        var hash = PasswordHash.of("pässwörd €".toCharArray(), 1_000);

        var read = PasswordHash.parse(hash.toString());

        assertThat(read).isEqualTo(hash);
        assertThat(read.matches("pässwörd €".toCharArray())).isTrue();
    }

    @Test
    void saltsSoThatEqualPasswordsDiffer() {
        assertThat(PasswordHash.of("same".toCharArray(), 10).toString())
                .isNotEqualTo(PasswordHash.of("same".toCharArray(), 10).toString());
    }

    /** The vector for PBKDF2-HMAC-SHA512 with one iteration, as published with RFC 6070's inputs. */
    @Test
    void isTheStandardFunction() {
        byte[] expected = HexFormat.of()
                .parseHex("867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
                        + "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce");

        var hash = new PasswordHash(1, "salt".getBytes(StandardCharsets.US_ASCII), expected);

        assertThat(hash.matches("password".toCharArray())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "{PBKDF2-SHA512}",
                "{PBKDF2-SHA512}10:a:",
                "{PBKDF2-SHA512}0:AAAA:AAAA",
                "{PBKDF2-SHA512}99999999:AAAA:AAAA",
                "{PBKDF2-SHA512}10:*:AAAA",
                "{PBKDF2-SHA512}10:AAA:AAAA:"
            })
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
