package org.redeye.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.testkit.HttpGateway;
import org.redeye.testkit.NotifierContract;
import org.redeye.testkit.SampleNotices;

class SlackNotifierTest extends NotifierContract<SlackConfig> {

    private final SlackNotifier notifier = new SlackNotifier();
    private HttpGateway gateway;
    private int nobody;

    SlackNotifierTest() {
        super(SlackNotifier.class, SlackConfig.class);
    }

    @BeforeEach
    void open() throws IOException {
        gateway = new HttpGateway();
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Override
    protected Notifier<SlackConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return "{url: \"" + gateway.url() + "/200/services/hidden\", username: REM}";
    }

    @Override
    protected String to() {
        return "#ops";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("url: \"" + gateway.url() + "/drip\"");
    }

    @Override
    protected Optional<String> away() {
        return Optional.of("url: \"http://127.0.0.1:" + nobody + "/hidden\"");
    }

    @Override
    protected Optional<String> refuses() {
        return Optional.of("url: \"" + gateway.url() + "/404/hidden\"");
    }

    private JsonNode sent(Notification notice) throws Exception {
        send(works(), notice);
        return new ObjectMapper()
                .readTree(gateway.requests().get(gateway.requests().size() - 1).body());
    }

    @Test
    void writesWhatSlackAndMattermostShow() throws Exception {
        JsonNode json = sent(SampleNotices.opened("#ops"));

        assertThat(json.get("text").textValue()).isEqualTo("CRITICAL: db1 does not answer, and 1 more");
        assertThat(json.get("channel").textValue()).isEqualTo("#ops");
        assertThat(json.get("username").textValue()).isEqualTo("REM");
        JsonNode attachment = json.at("/attachments/0");
        assertThat(attachment.get("color").textValue()).isEqualTo("#c62828");
        assertThat(attachment.get("title_link").textValue()).endsWith("/alerts/A-7");
        assertThat(attachment.get("text").textValue())
                .isEqualTo("db1 does not answer.\nsince 03:00\n<http://127.0.0.1:2001/answer/AQ-_x|Acknowledge>");
        assertThat(sent(SampleNotices.resolved("")).at("/attachments/0/color").textValue())
                .isEqualTo("#1a7f37");
        assertThat(sent(SampleNotices.test("")).has("channel")).isFalse();
    }

    @Test
    void letsATextNeitherLinkNorCallEverybody() throws Exception {
        Notification plain = SampleNotices.opened("");
        JsonNode json = sent(new Notification(
                "k",
                plain.purpose(),
                "",
                "@here",
                "<!channel> @channel",
                "<https://evil.example.org|click> @all @allan & co",
                plain.alert(),
                1,
                Map.of("acknowledge", "http://x/a|b><c"),
                plain.at()));

        assertThat(json.get("text").textValue()).isEqualTo("&lt;!channel&gt; @\u200bchannel");
        assertThat(json.at("/attachments/0/text").textValue())
                .isEqualTo(
                        "&lt;https://evil.example.org|click&gt; @\u200ball @allan &amp; co\n<http://x/abc|Acknowledge>");
        assertThat(json.at("/attachments/0/footer").textValue()).doesNotContain("@here");
    }
}
