package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.security.Role;

/** By what people are called. */
class ChannelsTest {

    private final Server server = Server.get();
    private final List<Notification> sent = new CopyOnWriteArrayList<>();

    private final class Sending implements Channels {
        private final List<ChannelDeclaration> all =
                List.of(channel("shop", "hook", Map.of()), channel("shop", "mail", Map.of("password", "hidden")));

        @Override
        public List<ChannelDeclaration> list() {
            return all;
        }

        @Override
        public Optional<ChannelDeclaration> find(String name) {
            return all.stream()
                    .filter(each -> name.equals(each.name()) || name.equals("shop/" + each.name()))
                    .findFirst();
        }

        @Override
        public String refuse(String channel) {
            return channel.endsWith("hook") ? "needs notifier:webhook" : Channels.super.refuse(channel);
        }

        @Override
        public String refuse(String channel, String to) {
            return "";
        }

        @Override
        public CompletionStage<Delivery> send(
                String channel, Notification notification, Supplier<Optional<Picture>> picture) {
            sent.add(notification);
            return CompletableFuture.completedStage(Delivery.sent("250 queued"));
        }
    }

    private static ChannelDeclaration channel(String owner, String name, Map<String, Object> settings) {
        return new ChannelDeclaration(owner + "/channels/" + name, owner, name, name, "email", settings);
    }

    @BeforeEach
    void open() {
        server.register(Channels.class, new Sending());
        Server.await(
                "the engine to be there",
                () -> server.send(server.as(Role.VIEWER, "/api/v1/channels")).statusCode() == 200);
    }

    @AfterEach
    void close() {
        server.withdraw(Channels.class);
    }

    private HttpResponse<String> test(Role role, String name, String body) {
        return server.send(server.as(role, "/api/v1/channels/" + name + "/test")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void listsThemWithWhyTheyCannotBeUsedAndWithoutTheirSettings() {
        JsonNode json = server.json("/api/v1/channels");
        assertThat(json.get("items").get(0).toString())
                .isEqualTo("{\"id\":\"shop/channels/hook\",\"package\":\"shop\",\"name\":\"hook\",\"title\":\"hook\","
                        + "\"notifier\":\"email\",\"state\":\"pending\",\"reason\":\"needs notifier:webhook\"}");
        assertThat(json.get("items").get(1).get("state").textValue()).isEqualTo("active");
        assertThat(json.toString()).doesNotContain("hidden");
    }

    @Test
    void sendsATestAsWhoAsksForIt() {
        HttpResponse<String> answer = test(Role.OPERATOR, "shop%2Fmail", "{\"to\":\"ann@example.org\"}");

        assertThat(answer.body()).isEqualTo("{\"result\":\"sent\",\"proof\":\"250 queued\"}");
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).purpose()).isEqualTo(Notification.Purpose.TEST);
        assertThat(sent.get(0).to()).isEqualTo("ann@example.org");
        assertThat(sent.get(0).text()).startsWith("operator wants to see");
    }

    @Test
    void refusesWhoMayNotAndWhatIsNotThere() {
        assertThat(test(Role.VIEWER, "mail", "{}").statusCode()).isEqualTo(403);
        HttpResponse<String> missing = test(Role.OPERATOR, "nail", "{}");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no channel 'nail'.");
        assertThat(test(Role.OPERATOR, "mail", "{\"to\":\"" + "x".repeat(2_001) + "\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(sent).isEmpty();
    }
}
