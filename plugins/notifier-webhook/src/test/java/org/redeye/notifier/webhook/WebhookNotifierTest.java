package org.redeye.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.schema.Secret;
import org.redeye.testkit.HttpGateway;
import org.redeye.testkit.HttpNotifierContract;
import org.redeye.testkit.SampleNotices;

class WebhookNotifierTest extends HttpNotifierContract<WebhookConfig> {

    private final WebhookNotifier notifier = new WebhookNotifier();

    WebhookNotifierTest() {
        super(WebhookNotifier.class, WebhookConfig.class);
    }

    @Override
    protected Notifier<WebhookConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return "{url: \"" + gateway().url()
                + "/202/hook\", secret: sesame-open, headers: {Authorization: Bearer hidden}}";
    }

    @Override
    protected String to() {
        return "";
    }

    @Override
    protected Optional<String> refuses() {
        gateway().answer("sesame-open is wrong");
        return Optional.of("{url: \"" + gateway().url() + "/403\", headers: {Authorization: Bearer hidden}}");
    }

    @Test
    void sendsTheAlertSignedAndUnderItsKey() throws Exception {
        Delivery delivery = send(works(), SampleNotices.opened("x"));

        assertThat(delivery.proof()).isEqualTo(gateway().url().substring(7) + " answered 202 'ok'");
        HttpGateway.Request request = gateway().requests().get(0);
        assertThat(request.headers())
                .containsEntry("idempotency-key", "A-7.1.1")
                .containsEntry("authorization", "Bearer hidden");
        String[] signature = request.headers().get("x-rem-signature").split(",");
        assertThat(signature[1])
                .isEqualTo("v1="
                        + WebhookNotifier.signature(
                                new Secret("sesame-open"), signature[0].substring(2) + "." + request.body()));
        JsonNode json = new ObjectMapper().readTree(request.body());
        assertThat(json.get("purpose").textValue()).isEqualTo("alert");
        assertThat(json.at("/links/acknowledge").textValue()).endsWith("/answer/AQ-_x");
        assertThat(json.at("/alert/state").textValue()).isEqualTo("open");
        assertThat(json.at("/alert/members/1/because").textValue()).isEqualTo("same role dba");
        assertThat(json.at("/alert/members/0/values/loss").doubleValue()).isEqualTo(1);
    }

    /** The example of RFC 4231, section 4.3. */
    @Test
    void signsAsTheStandardHasIt() {
        assertThat(WebhookNotifier.signature(new Secret("Jefe"), "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void keepsOneKeyForEachTry() throws Exception {
        Notification notice = SampleNotices.reminder("");
        send("url: \"" + gateway().url() + "/503\"", notice);
        send(works(), notice);
        assertThat(gateway().requests())
                .extracting(request -> request.headers().get("idempotency-key"))
                .containsExactly("A-7.1.2", "A-7.1.2");
        assertThat(gateway().requests().get(0).headers()).doesNotContainKey("x-rem-signature");
    }
}
