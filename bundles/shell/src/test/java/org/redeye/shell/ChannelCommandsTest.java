package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.platform.Platform;
import org.redeye.testkit.FakePlatform;

/** The commands of channels, in Karaf's own shell. */
class ChannelCommandsTest {

    @TempDir
    static Path cache;

    private static Shell shell;

    private final List<Notification> sent = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell(cache);
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    @AfterEach
    void stopEngines() {
        shell.stopEngines();
    }

    private void start(Delivery delivery) {
        shell.start(Platform.class, FakePlatform.in(cache));
        shell.start(Channels.class, new Channels() {
            private final ChannelDeclaration mail = new ChannelDeclaration(
                    "shop/channels/mail", "shop", "mail", "Mail", "email", Map.of("password", "hidden"));

            @Override
            public List<ChannelDeclaration> list() {
                return List.of(mail);
            }

            @Override
            public Optional<ChannelDeclaration> find(String name) {
                return Optional.of(mail).filter(any -> name.equals("mail") || name.equals("shop/mail"));
            }

            @Override
            public String refuse(String channel) {
                return find(channel).isPresent() ? "needs notifier:email" : "There is no channel '" + channel + "'.";
            }

            @Override
            public String refuse(String channel, String to) {
                return "";
            }

            @Override
            public CompletionStage<Delivery> send(
                    String channel, Notification notification, Supplier<Optional<Picture>> picture) {
                sent.add(notification);
                return CompletableFuture.completedStage(delivery);
            }
        });
    }

    @Test
    void listsThemWithWhyTheyCannotBeUsed() {
        start(Delivery.sent(""));
        assertThat(shell.run("rem:channel-list").out())
                .contains("mail", "shop", "pending", "needs notifier:email")
                .doesNotContain("hidden");
        assertThat(shell.run("rem:channel-list --json").json().at("/items/0").toString())
                .isEqualTo("{\"id\":\"shop/channels/mail\",\"package\":\"shop\",\"name\":\"mail\",\"title\":\"Mail\","
                        + "\"notifier\":\"email\",\"state\":\"pending\",\"reason\":\"needs notifier:email\"}");
    }

    @Test
    void sendsATestAndShowsTheProof() {
        start(Delivery.sent("mx answered '250 queued'"));
        assertThat(shell.run("rem:channel-test mail ann@example.org").out())
                .isEqualToIgnoringWhitespace("sent: mx answered '250 queued'");
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).to()).isEqualTo("ann@example.org");
        assertThat(sent.get(0).subject()).isEqualTo("Test notice of node1");
    }

    @Test
    void failsIfTheGatewayDoesNotTakeIt() {
        start(Delivery.refused("mx answered '550 no'"));
        Shell.Answer answer = shell.run("rem:channel-test mail ann@example.org");
        assertThat(answer.failed()).isTrue();
        assertThat(answer.err()).contains("refused: mx answered '550 no'");
        assertThat(shell.run("rem:channel-test mail x --json")
                        .json()
                        .get("result")
                        .textValue())
                .isEqualTo("refused");
        Shell.Answer missing = shell.run("rem:channel-test nail x");
        assertThat(missing.failed()).isTrue();
        assertThat(missing.err()).contains("There is no channel 'nail'.");
    }
}
