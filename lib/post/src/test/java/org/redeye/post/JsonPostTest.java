package org.redeye.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.schema.Secret;
import org.redeye.testkit.FakeNotifierContext;
import org.redeye.testkit.HttpGateway;

@Timeout(30)
class JsonPostTest {

    private final JsonPost post = new JsonPost();
    private HttpGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new HttpGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Delivery send(String path, Duration time) throws Exception {
        var call = new JsonPost.Call(
                URI.create(gateway.url() + path), Map.of("X-Own", "1"), "{\"a\":\"ü\"}", List.of("hush"));
        return post.send(call, new FakeNotifierContext().within(time))
                .toCompletableFuture()
                .get();
    }

    @ParameterizedTest
    @CsvSource({
        "200, SENT", "202, SENT", "204, SENT", "302, REFUSED", "400, REFUSED", "401, REFUSED", "404, REFUSED",
        "410, REFUSED", "413, REFUSED", "408, FAILED", "409, FAILED", "425, FAILED", "429, FAILED", "500, FAILED",
        "503, FAILED"
    })
    void judgesByTheStatus(int status, Result result) throws Exception {
        Delivery delivery = send("/" + status + "/token", Duration.ofSeconds(10));

        assertThat(delivery.result()).as(delivery.toString()).isEqualTo(result);
        assertThat(delivery.proof()).contains(" answered " + status).doesNotContain("token");
        assertThat(gateway.requests()).hasSize(1); // no redirect was followed
        assertThat(gateway.requests().get(0).body()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(gateway.requests().get(0).headers())
                .containsEntry("x-own", "1")
                .containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void tellsHowLongItIsAskedToWait() throws Exception {
        assertThat(send("/429", Duration.ofSeconds(10)).proof()).endsWith("; it asks to wait: 17 s");
    }

    @Test
    void keepsAnAnswerWithoutEndShort() throws Exception {
        gateway.answer("hush no\r\n" + "x".repeat(5_000_000));
        Delivery delivery = send("/404", Duration.ofSeconds(10));
        assertThat(delivery.result()).isEqualTo(Result.REFUSED);
        assertThat(delivery.proof()).contains("'••• no xxx").hasSizeLessThan(500);
    }

    @Test
    void endsABodyThatDrips() throws Exception {
        assertThat(send("/drip", Duration.ofMillis(300)).proof()).endsWith(" did not answer in time.");
        assertThat(send("/200", Duration.ZERO).proof()).startsWith("No time was left");
    }

    @Test
    void failsIfTheConnectionIsDroppedOrNobodyIsThere() throws Exception {
        assertThat(send("/drop", Duration.ofSeconds(10)).result()).isEqualTo(Result.FAILED);
        gateway.close();
        Delivery delivery = send("/200", Duration.ofSeconds(10));
        assertThat(delivery.result()).isEqualTo(Result.FAILED);
        assertThat(delivery.proof()).endsWith(" cannot be reached: nobody takes the connection.");
    }

    @Test
    void refusesAddressesAndHeadersThatARequestCannotHave() {
        for (String text :
                new String[] {"", "ftp://x/", "https:///x", "https://u:p@x/", "no address", "file:///etc/passwd"}) {
            assertThatThrownBy(() -> Settings.web("url", text, false)).as(text).hasMessageStartingWith("'url' must be");
        }
        assertThat(Settings.web("url", "https://x/y", true)).hasHost("x");
        for (String name : new String[] {"Host", "Content-Length", "a b", ""}) {
            assertThatThrownBy(() -> Settings.headers("headers", Map.of(name, new Secret("hidden"))))
                    .as(name)
                    .hasMessageStartingWith("'headers' has '" + name + "'")
                    .hasMessageNotContaining("hidden");
        }
        assertThatThrownBy(() -> Settings.headers("headers", Map.of("X-A", new Secret("hid\r\nden"))))
                .hasMessageNotContaining("hid");
    }
}
