package org.redeye.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://a/ | 'url' must begin with http:// or https://, not 'ftp:'.",
                "http:///x | 'url' has no valid host: ''.",
                "http://u:p@a/ | 'url' may not hold credentials: they would be seen in logs; use 'user' and 'password'.",
                "http://a:70000/ | 'url' has the port 70000; ports are 1 to 65535."
            })
    void refusesAUrlThatCannotBeAsked(String url, String message) {
        assertThatThrownBy(() -> Ask.url(url).config()).hasMessage(message.replace("'url'", "'url'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: b", "a\nb", "a\rb", "a\u0000b"})
    void refusesAHeaderThatWouldBeginAnother(String value) {
        assertThatThrownBy(() -> Ask.url("http://a/")
                        .with("headers", Map.of("X-One", value))
                        .config())
                .hasMessage("'headers' has a line break or control character in the value of 'X-One'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb"})
    void refusesANameThatIsNoHeaders(String name) {
        assertThatThrownBy(() ->
                        Ask.url("http://a/").with("headers", Map.of(name, "x")).config())
                .hasMessageStartingWith("'headers' has a name that is no header's");
    }

    @Test
    void refusesStatusesThatAreNone() {
        assertThatThrownBy(() -> Ask.url("http://a/")
                        .with("expect status", List.of("2xx"))
                        .config())
                .hasMessage("'expect status' takes codes such as 200 and ranges such as 200-299, not '2xx'.");
        assertThatThrownBy(() -> Ask.url("http://a/")
                        .with("expect status", List.of("299-200"))
                        .config())
                .hasMessage("'expect status' has the range '299-200', which is empty: write '200-299'.");
    }

    @Test
    void takesHostsThatTheJdkDoesNotKnow() {
        assertThat(Target.of(java.net.URI.create("http://my_service:8080/x")))
                .isEqualTo(new Target(false, "my_service", 8080, "/x"));
        assertThat(Target.of(java.net.URI.create("https://[::1]"))).isEqualTo(new Target(true, "::1", 443, "/"));
    }
}
