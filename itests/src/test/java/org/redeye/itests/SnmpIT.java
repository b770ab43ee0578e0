package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe snmp in the container, with the library inside its bundle, against Debian's agent; and the walk over REST. */
@Tag("long")
class SnmpIT {

    private static final Path SNMPD = Path.of("/usr/sbin/snmpd");

    @TempDir
    private Path folder;

    @Test
    void watchesAnAgentAndWalksThroughIt() throws Exception {
        assumeTrue(Files.isExecutable(SNMPD), "Debian's snmpd is not installed");
        int port;
        try (var free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Process agent = agent(port);
        try (Distribution rem = Distribution.start(folder.resolve("data"))) {
            rem.putPackage("net", "", """
                    checks:
                      switch:
                        ports:
                          probe: snmp
                          address: 127.0.0.1
                          port: %d
                          version: v3
                          user: monitor
                          auth password: signs-it-all
                          privacy password: hides-it-all
                          every: 1s
                          walk: {in_bytes_per_second: "IF-MIB::ifHCInOctets"}
                          names: IF-MIB::ifDescr
                    """.formatted(port));
            rem.awaitCheck("net/checks/switch/ports", "ok", Duration.ofSeconds(20));

            HttpResponse<String> walk =
                    rem.send(rem.admin("/api/v1/snmp/walk?check=net/checks/switch/ports&oid=ifDescr&limit=1"));
            assertThat(walk.statusCode()).as(walk.body()).isEqualTo(200);
            JsonNode first = Distribution.json(walk).get("items").get(0);
            assertThat(first.get("name").asText()).isEqualTo("IF-MIB::ifDescr.1");
            assertThat(first.get("value").asText()).isEqualTo("lo");
            HttpResponse<String> none = rem.send(rem.admin("/api/v1/snmp/walk?check=nothing"));
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(Distribution.json(none).get("detail").asText()).isEqualTo("There is no check 'nothing'.");
            assertThat(rem.send(rem.request("/api/v1/snmp/walk?check=nothing")).statusCode())
                    .as("nobody")
                    .isEqualTo(401);
            takesMibFiles(rem);
            picksAColumnInTheEditor(rem);
        } finally {
            agent.destroy();
            assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A file that names what the agent calls by numbers alone. */
    private static final String MIB = """
            HOUSE-MIB DEFINITIONS ::= BEGIN IMPORTS mib-2 FROM SNMPv2-SMI;
            houseName OBJECT IDENTIFIER ::= { mib-2 system(1) 5 }
            END
            """;

    private static void takesMibFiles(Distribution rem) {
        var put = rem.admin("/api/v1/snmp/mibs/house.mib").header("Content-Type", "text/plain");
        HttpResponse<String> taken = rem.send(put.PUT(BodyPublishers.ofString(MIB)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(Distribution.json(taken).get("names").asInt()).isEqualTo(1);
        assertThat(Distribution.json(rem.send(rem.admin("/api/v1/snmp/mibs")))
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("house.mib");
        HttpResponse<String> named =
                rem.send(rem.admin("/api/v1/snmp/walk?check=net/checks/switch/ports&oid=HOUSE-MIB::houseName"));
        assertThat(named.statusCode()).as(named.body()).isEqualTo(200);
        HttpResponse<String> none = rem.send(put.PUT(BodyPublishers.ofString("no MIB")));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(Distribution.json(none).get("detail").asText()).startsWith("house.mib:1: ");
        assertThat(rem.send(rem.admin("/api/v1/snmp/mibs/house.mib").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(rem.send(rem.request("/api/v1/snmp/mibs")).statusCode()).isEqualTo(401);
    }

    /** The editor of the field type oid: it walks through the agent of the check that is edited. */
    private static void picksAColumnInTheEditor(Distribution rem) {
        Chromium.require();
        var complaints = new ArrayList<String>();
        try (Chromium chromium = Chromium.start()) {
            Page page =
                    chromium.signedIn(rem, 1400, 900, ColorScheme.LIGHT, "admin", Distribution.PASSWORD, complaints);
            page.navigate(rem.uri("/_/packages/net/edit/checks/switch/ports").toString());
            Locator pick = page.getByRole(
                    AriaRole.BUTTON,
                    new Page.GetByRoleOptions()
                            .setName("Pick Names from a device")
                            .setExact(true));
            // values of a map have the editor of their type
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Pick Walk in_bytes_per_second from a device"))
                    .waitFor();
            pick.click();
            Locator dialog = page.locator("dialog[open]");
            dialog.getByLabel("Begin at").fill("1.3.6.1.2.1.31");
            dialog.getByLabel("Begin at").press("Enter");
            Locator column = dialog.locator(".object")
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile("IF-MIB::ifName")));
            column.waitFor();
            dialog.getByRole(AriaRole.STATUS)
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile("\\d+ columns of 127\\.0\\.0\\.1")))
                    .waitFor();
            assertThat(column.count()).as("a column stands there once").isEqualTo(1);
            assertThat(column.innerText()).contains("lo", "1.3.6.1.2.1.31.1.1.1.1");
            Chromium.requireAccessible(page, "oid-wide");
            page.setViewportSize(390, 844);
            Chromium.requireAccessible(page, "oid-narrow");
            page.setViewportSize(1400, 900);
            dialog.locator("input[type=file]")
                    .setInputFiles(new FilePayload("house.mib", "text/plain", MIB.getBytes(StandardCharsets.UTF_8)));
            dialog.getByRole(AriaRole.STATUS)
                    .filter(new Locator.FilterOptions().setHasText("; 1 name added"))
                    .waitFor();
            column.click();
            Locator text = page.locator("rem-editor-text");
            Distribution.await(
                    "the column in the text",
                    Duration.ofSeconds(20),
                    () -> text.evaluate("each => each.text()").toString().contains("names: IF-MIB::ifName\n"));
            assertThat(complaints).as("what the browser complains of").isEmpty();
        }
    }

    private Process agent(int port) throws Exception {
        Path settings = Files.writeString(
                folder.resolve("snmpd.conf"),
                "createUser monitor SHA-256 signs-it-all AES hides-it-all\nrouser monitor priv\n");
        var builder = new ProcessBuilder(
                SNMPD.toString(), "-f", "-Lo", "-C", "-c", settings.toString(), "-I", "-smux", "udp:127.0.0.1:" + port);
        builder.environment().put("SNMP_PERSISTENT_DIR", folder.resolve("agent").toString());
        builder.environment().put("MIBS", "");
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("snmpd.log").toFile())
                .start();
    }
}
