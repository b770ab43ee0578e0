package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drill: a host dies, people are called one after the other by a real mail server and a real webhook receiver, the product is
 * killed twice meanwhile, somebody answers, nobody repairs it, it recovers.
 */
@Tag("long")
class AlertsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String DRILL = """
            package: {name: drill, version: 1.0.0}
            hosts:
              db:
                db1: {address: 127.0.0.1}
            checks:
              db:
                alive: {probe: tcp, hosts: "db/*", port: %d, every: 1s}
            rules:
              db:
                down: {title: Database is down, checks: "drill/checks/db/*", at least: critical, severity: critical, role: dba}
            channels:
              mail: {notifier: email, server: 127.0.0.1, port: %d, security: none, from: rem@example.org}
              hook: {notifier: webhook, url: "http://127.0.0.1:%d/hook"}
            people:
              all:
                ann:
                  title: Ann
                  contacts:
                    mail: {channel: mail, to: ann@example.org}
                    hook: {channel: hook, after: 2m}
                bob: {title: Bob, contacts: {mail: {channel: mail, to: bob@example.org}}}
            roles:
              dba: {title: Databases, people: [ann], steps: [{role: ops, after: 10m}], repeat: 1h, again: 4h}
              ops: {title: Operations, people: [bob]}
            """;

    private static final String OUTAGE = """
            package: {name: outage, version: 1.0.0}
            hosts:
              net:
                router: {address: 127.0.0.1}
              behind:
            %s
            checks:
              net:
                up: {probe: tcp, hosts: "net/*", port: %d, every: 1s}
              behind:
                up: {probe: tcp, hosts: "behind/*", port: %d, every: 1s}
            rules:
              all:
                down: {checks: "outage/checks/*", at least: critical, severity: critical, role: net}
            channels:
              mail: {notifier: email, server: 127.0.0.1, port: %d, security: none, from: rem@example.org}
            people:
              all:
                ann: {title: Ann, contacts: {mail: {channel: mail, to: ann@example.org}}}
            roles:
              net: {title: Network, people: [ann]}
            """;

    @TempDir
    Path folder;

    private final List<String> hooks = Collections.synchronizedList(new ArrayList<>());

    @Test
    void callsOneAfterTheOtherUntilSomebodyAnswersThroughTwoCrashes() throws Exception {
        MovableClock clock = MovableClock.in(folder).orElse(null);
        assumeTrue(clock != null, "skipped: there is no C compiler (Debian: gcc, libc6-dev)");
        var mail = new GreenMail(new ServerSetup(Distribution.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        HttpServer hook = hook();
        int target = Distribution.freePort();
        ServerSocket database = listen(target);
        try (var rem = Distribution.start(folder.resolve("data"), clock.environment())) {
            Files.writeString(
                    rem.packageFile("drill"),
                    DRILL.formatted(
                            target, mail.getSmtp().getPort(), hook.getAddress().getPort()));
            rem.awaitCheck("drill/checks/db/alive@db1", "ok", SOON);

            database.close();
            Distribution.await("the mail to Ann", SOON, () -> to(mail, "ann") == 1);
            String alert = open(rem);
            // what is killed between a gateway's answer and its record is sent again, under the same key
            recorded(rem, alert, 1);
            assertThat(subjects(mail)).allMatch(subject -> subject.contains("db1"));

            rem.kill();
            rem.run();
            clock.forward(Duration.ofSeconds(125));
            Distribution.await("the webhook at 2 minutes", SOON, () -> hooks.size() == 1);
            recorded(rem, alert, 2);

            rem.kill();
            rem.run();
            clock.forward(Duration.ofSeconds(480));
            Distribution.await("the mail to the next role at 10 minutes", SOON, () -> to(mail, "bob") == 1);
            assertThat(to(mail, "ann"))
                    .as("nobody is called twice; there were %s and %s", subjects(mail), texts(rem, alert))
                    .isEqualTo(1);
            assertThat(hooks).hasSize(1);

            assertThat(rem.post("/api/v1/alerts/" + alert + "/acknowledge", "{\"reason\":\"on my way\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(rem.post("/api/v1/alerts/" + alert + "/acknowledge", "{}")
                            .statusCode())
                    .as("a second acknowledgement")
                    .isEqualTo(409);
            clock.forward(Duration.ofHours(3));
            runsOn(rem);
            assertThat(to(mail, "ann") + to(mail, "bob") + hooks.size())
                    .as("after the acknowledgement nobody is called")
                    .isEqualTo(3);

            clock.forward(Duration.ofMinutes(62));
            Distribution.await("another call, since nothing was repaired", SOON, () -> to(mail, "ann") == 2);

            database = listen(target);
            Distribution.await("the end of the alert", SOON, () -> rem.get("/api/v1/alerts/" + alert)
                    .get("state")
                    .asText()
                    .equals("resolved"));
            record(rem, alert, clock);
        } finally {
            database.close();
            hook.stop(0);
            mail.stop();
        }
    }

    /** Without what is stored it would take ten minutes until anything is said. */
    @Test
    void theWindowOfARuleGoesOnAfterACrash() throws Exception {
        MovableClock clock = MovableClock.in(folder).orElse(null);
        assumeTrue(clock != null, "skipped: there is no C compiler (Debian: gcc, libc6-dev)");
        int target = Distribution.freePort();
        try (var listening = listen(target);
                var rem = Distribution.start(folder.resolve("data"), clock.environment())) {
            Files.writeString(rem.packageFile("drill"), """
                    checks:
                      a:
                        b: {probe: tcp, address: 127.0.0.1, port: %d, every: 1s}
                    rules:
                      a:
                        quick: {checks: "drill/*", metric: connect_seconds, over: 10m, below: 1000}
                    """.formatted(listening.getLocalPort()));
            watched(rem);
            samples(rem, clock, 5);
            rem.kill();
            clock.forward(Duration.ofMinutes(5));
            rem.run();
            watched(rem);
            samples(rem, clock, 1);
            clock.forward(Duration.ofMinutes(5));
            Distribution.await(
                    "the rule to fire",
                    SOON,
                    () -> items(rem, "/api/v1/alerts?state=open&package=drill").size() == 1);
        }
    }

    private static void watched(Distribution rem) {
        Distribution.await("the rule to watch its series", SOON, () -> items(rem, "/api/v1/rules").stream()
                .anyMatch(rule -> rule.get("package").asText().equals("drill")
                        && rule.get("watched").asInt() == 1));
    }

    /** Waits until so many samples of the last two minutes are stored. */
    private static void samples(Distribution rem, MovableClock clock, int least) {
        Distribution.await(
                "samples to be stored",
                SOON,
                () -> rem.points("drill/checks/a/b:connect_seconds", clock.millis() - 120_000)
                                .size()
                        >= least);
    }

    @Test
    void aRouterWithFortyHostsBehindItIsOneCall() throws Exception {
        var mail = new GreenMail(new ServerSetup(Distribution.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        int router = Distribution.freePort();
        int behind = Distribution.freePort();
        ServerSocket first = listen(router);
        ServerSocket second = listen(behind);
        try (var rem = Distribution.start(folder.resolve("data"))) {
            Files.writeString(
                    rem.packageFile("outage"),
                    OUTAGE.formatted(hosts(), router, behind, mail.getSmtp().getPort()));
            rem.awaitCheck("outage/checks/net/up@router", "ok", SOON);
            rem.awaitCheck("outage/checks/behind/up@h39", "ok", SOON);

            first.close();
            second.close();
            Distribution.await("the mail about the router", SOON, () -> to(mail, "ann") == 1);
            Distribution.await(
                    "all forty to be held",
                    SOON,
                    () -> items(rem, "/api/v1/alerts?state=open&package=outage").stream()
                                    .flatMap(alert -> held(rem, alert.get("id").asText()))
                                    .count()
                            == 40);
            assertThat(subjects(mail)).singleElement().asString().contains("router");

            second = listen(behind);
            first = listen(router);
            Distribution.await(
                    "everything to be over", SOON, () -> items(rem, "/api/v1/alerts?state=open&package=outage")
                            .isEmpty());
            assertThat(subjects(mail))
                    .as("one call, and that it is over")
                    .hasSizeLessThanOrEqualTo(2)
                    .allMatch(subject -> subject.contains("router"));
        } finally {
            first.close();
            second.close();
            mail.stop();
        }
    }

    private static String hosts() {
        return IntStream.range(0, 40)
                .mapToObj(i -> "    h" + i + ": {address: 127.0.0.1, parents: [router]}")
                .collect(Collectors.joining("\n"));
    }

    private static Stream<JsonNode> held(Distribution rem, String alert) {
        return StreamSupport.stream(
                        rem.get("/api/v1/alerts/" + alert).get("members").spliterator(), false)
                .filter(member -> member.has("hold")
                        && member.get("hold").get("kind").asText().equals("dependency"));
    }

    /** Every step is in the record, with its proof, and none was sent twice. */
    private static void record(Distribution rem, String alert, MovableClock clock) {
        List<JsonNode> entries = items(rem, "/api/v1/alerts/" + alert + "/entries");
        List<String> kinds =
                entries.stream().map(entry -> entry.get("kind").asText()).toList();
        assertThat(kinds)
                .contains("opened", "routed", "sending", "sent", "escalated", "acknowledged", "recovered", "resolved");
        assertThat(entries.stream()
                        .filter(entry -> entry.get("kind").asText().equals("sent"))
                        .map(entry -> entry.get("data").get("notice").asText()))
                .as("notices that were taken over, by their keys")
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(entries)
                .extracting(entry -> entry.get("seq").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        long now = clock.millis();
        String day = "&from=" + (now - Duration.ofDays(1).toMillis()) + "&to=" + now;
        assertThat(items(rem, "/api/v1/trail?person=bob" + day))
                .as("why Bob was called")
                .anyMatch(entry -> entry.get("text").asText().contains("Bob"));
    }

    private static void recorded(Distribution rem, String alert, int notices) {
        Distribution.await(
                "the record of " + notices + " notices",
                SOON,
                () -> rem.get("/api/v1/alerts/" + alert).get("notices").asInt() == notices);
    }

    private static List<String> texts(Distribution rem, String alert) {
        return items(rem, "/api/v1/alerts/" + alert + "/entries").stream()
                .map(entry -> "\n" + entry.get("kind").asText() + ": "
                        + entry.get("text").asText())
                .toList();
    }

    /** The check runs by the new time: whatever was due has had its turn. */
    private static void runsOn(Distribution rem) {
        String check = "drill/checks/db/alive@db1";
        long done = rem.check(check).orElseThrow().get("slots").get("done").asLong();
        Distribution.await(
                "the check to run on",
                SOON,
                () -> rem.check(check).orElseThrow().get("slots").get("done").asLong() > done + 5);
    }

    private static String open(Distribution rem) {
        List<JsonNode> open = items(rem, "/api/v1/alerts?state=open&package=drill");
        assertThat(open).hasSize(1);
        return open.get(0).get("id").asText();
    }

    private static List<JsonNode> items(Distribution rem, String path) {
        return StreamSupport.stream(rem.get(path).get("items").spliterator(), false)
                .toList();
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            try {
                while (true) {
                    socket.accept().close();
                }
            } catch (IOException e) {
                // closed: the host is dead
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private HttpServer hook() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            hooks.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static long to(GreenMail mail, String person) {
        return Stream.of(mail.getReceivedMessages())
                .filter(message -> recipients(message).contains(person + "@"))
                .count();
    }

    private static List<String> subjects(GreenMail mail) {
        return Stream.of(mail.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String recipients(Message message) {
        try {
            return String.valueOf(List.of(message.getAllRecipients()));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
