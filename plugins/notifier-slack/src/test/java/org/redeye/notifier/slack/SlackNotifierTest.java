package org.redeye.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.testkit.HttpNotifierContract;
import org.redeye.testkit.SampleNotices;

class SlackNotifierTest extends HttpNotifierContract<SlackConfig> {

    private final SlackNotifier notifier = new SlackNotifier();

    SlackNotifierTest() {
        super(SlackNotifier.class, SlackConfig.class);
    }

    @Override
    protected Notifier<SlackConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return "{url: \"" + gateway().url() + "/200/services/hidden\", username: REM}";
    }

    @Override
    protected String to() {
        return "#ops";
    }

    private JsonNode posted(Notification notice) throws Exception {
        send(works(), notice);
        return new ObjectMapper().readTree(lastBody());
    }

    @Test
    void writesWhatSlackAndMattermostShow() throws Exception {
        JsonNode json = posted(SampleNotices.opened("#ops"));

        assertThat(json.get("text").textValue()).isEqualTo("CRITICAL: db1 does not answer, and 1 more");
        assertThat(json.get("channel").textValue()).isEqualTo("#ops");
        assertThat(json.get("username").textValue()).isEqualTo("REM");
        JsonNode attachment = json.at("/attachments/0");
        assertThat(attachment.get("color").textValue()).isEqualTo("#c62828");
        assertThat(attachment.get("title_link").textValue()).endsWith("/alerts/A-7");
        assertThat(attachment.get("text").textValue())
                .isEqualTo("db1 does not answer.\nsince 03:00\n<http://127.0.0.1:2001/answer/AQ-_x|Acknowledge>");
        assertThat(posted(SampleNotices.resolved("")).at("/attachments/0/color").textValue())
                .isEqualTo("#1a7f37");
        assertThat(posted(SampleNotices.test("")).has("channel")).isFalse();
    }

    @Test
    void letsATextNeitherLinkNorCallEverybody() throws Exception {
        Notification plain = SampleNotices.opened("");
        JsonNode json = posted(new Notification(
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
