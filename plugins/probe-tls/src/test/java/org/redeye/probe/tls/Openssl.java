package org.redeye.probe.tls;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.redeye.testkit.TestCertificate;

/** A server of Debian's openssl. */
record Openssl(Process process, int port) implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/openssl");

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    static Openssl serve(Path folder, TestCertificate certificate, String... options) throws Exception {
        Path pem = Files.writeString(folder.resolve("server.pem"), certificate.pemWithKey());
        int port = freePort();
        var command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                pem.toString(),
                "-key",
                pem.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ACCEPT")) {
                return new Openssl(process, port);
            }
        }
        throw new AssertionError("openssl ended at once: " + process.waitFor());
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
