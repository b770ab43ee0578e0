package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The console's files and its page. */
class ConsoleTest {

    private static final String MAP = "{\"imports\":{\"lit\":\"/console/lit-4GXZ7QWK.js\"}}";
    private static final String FILES = "META-INF/rem-console/";

    private final Server server = Server.get();
    private Bundle console;

    @BeforeEach
    void install() throws BundleException {
        console = server.framework.getBundleContext().installBundle("console", jar("1.0.0", "one"));
        console.start();
    }

    @AfterEach
    void uninstall() throws BundleException {
        if (console.getState() != Bundle.UNINSTALLED) {
            console.uninstall();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/_/checks", "/_/sign-in", "/system_monitor/monitor", "/any/where/at/all", "/favicon.ico"})
    void itsPageIsAtEveryAddressThatBelongsToNobodyElse(String path) {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(response.body()).contains("one");
    }

    @Test
    void onlyItsImportMapMayRunInline() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(MAP.getBytes(StandardCharsets.UTF_8));
        String hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";

        assertThat(server.get("/_/checks").headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; script-src 'self' " + hash
                        + "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self';"
                        + " worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                        + " require-trusted-types-for 'script'");
    }

    @ParameterizedTest
    @CsvSource({
        "lit-4GXZ7QWK.js, text/javascript;charset=utf-8, 'private, max-age=31536000, immutable'",
        "app.css, text/css;charset=utf-8, no-cache",
        "status-dashboard.js, text/javascript;charset=utf-8, no-cache",
        "a/b.svg, image/svg+xml, no-cache",
        "c.woff2, font/woff2, no-cache",
        "d.map, application/json, no-cache",
        "e.odd, application/octet-stream, no-cache"
    })
    void servesItsFiles(String path, String type, String cache) {
        HttpResponse<String> response = server.get("/console/" + path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue(cache);
        String etag = response.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.send(server.to("/console/" + path).header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void sendsTheCompressedFileToWhoTakesIt() throws Exception {
        HttpResponse<byte[]> response = server.client.send(
                server.to("/console/lit-4GXZ7QWK.js")
                        .header("Accept-Encoding", "br, gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
                .isEqualTo(Jars.text("lit"));
        HttpResponse<String> plain = server.get("/console/lit-4GXZ7QWK.js");
        assertThat(plain.body()).isEqualTo("lit");
        assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(plain.headers().firstValue("ETag"))
                .isNotEqualTo(response.headers().firstValue("ETag"));
    }

    @Test
    void sendsTheCompressedFileToNobodyWhoRefusesIt() {
        HttpResponse<String> response =
                server.send(server.to("/console/lit-4GXZ7QWK.js").header("Accept-Encoding", "gzip;q=0, identity"));

        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.body()).isEqualTo("lit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/", "none.js", "index.html", "META-INF/MANIFEST.MF", "..%2f..%2fMANIFEST.MF"})
    void servesNothingElse(String path) {
        assertThat(server.get("/console/" + path).statusCode()).isIn(400, 404);
    }

    @Test
    void aNewVersionIsThereAtOnce() throws BundleException {
        assertThat(server.get("/_/checks").body()).contains("one");
        console.update(jar("1.0.0", "two"));
        assertThat(server.get("/_/checks").body()).contains("two");
        console.uninstall();
        HttpResponse<String> response = server.get("/_/checks");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("org.redeye.console");
    }

    @Test
    void theHigherOfTwoVersionsIsServed() throws BundleException {
        Bundle newer = server.framework.getBundleContext().installBundle("console2", jar("1.1.0", "newer"));
        try {
            assertThat(server.get("/_/checks").body()).contains("newer");
        } finally {
            newer.uninstall();
        }
        assertThat(server.get("/_/checks").body()).contains("one");
    }

    private static ByteArrayInputStream jar(String version, String word) {
        String page = "<!doctype html><title>" + word + "</title>\n<script type=\"importmap\">" + MAP
                + "</script><script>alert(1)</script>";
        Map<String, byte[]> files = new HashMap<>();
        files.put(FILES + "index.html", Jars.text(page));
        files.put(FILES + "lit-4GXZ7QWK.js", Jars.text("lit"));
        files.put(FILES + "lit-4GXZ7QWK.js.gz", gzip("lit"));
        for (String name : List.of("app.css", "status-dashboard.js", "a/b.svg", "c.woff2", "d.map", "e.odd")) {
            files.put(FILES + name, Jars.text(name));
        }
        return (ByteArrayInputStream) Jars.bundle("org.redeye.console", version, Map.of(), files);
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Jars.text(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
