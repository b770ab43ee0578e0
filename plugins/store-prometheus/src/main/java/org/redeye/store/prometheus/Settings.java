package org.redeye.store.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What can be set, checked.
 *
 * @param folder where buffer and catalog lie
 * @param server whom to talk to
 * @param labels what every series gets besides its own labels
 * @param batch samples in one request at most
 * @param bufferBytes what may wait on disk
 * @param force how often the buffer is forced to the disk; zero leaves that to the system
 * @param recent how long samples stay in memory after they were sent
 */
record Settings(
        Path folder,
        Server server,
        Map<String, String> labels,
        int batch,
        long bufferBytes,
        Duration force,
        Duration recent) {

    /**
     * The server and how to get in.
     *
     * @param write where samples are sent to
     * @param read what stands before {@code /api/v1/query}
     * @param user the name for HTTP Basic; empty for none
     * @param password the file with its password; empty for none
     * @param token the file with the bearer token; empty for none
     * @param authorities the file with further certificates to trust; empty for none
     * @param tenant what is sent as X-Scope-OrgID; empty for none
     * @param timeout how long one request may take
     */
    record Server(
            URI write,
            URI read,
            String user,
            String password,
            String token,
            String authorities,
            String tenant,
            Duration timeout) {}

    private static final Pattern DURATION = Pattern.compile("\\s*(\\d{1,9})\\s*(ms|s|m|h|d)\\s*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** @throws IllegalArgumentException if a setting is wrong, saying which */
    static Settings of(Path data, Config config) {
        return new Settings(
                data.resolve("series-prometheus"),
                server(data, config),
                labels(config.labels()),
                within("batch", config.batch(), 1, 50_000),
                within("buffer.megabytes", config.buffer_megabytes(), 1, 1_000_000) * 1024L * 1024L,
                duration("force", config.force(), Duration.ZERO, Duration.ofHours(1)),
                duration("recent", config.recent(), Duration.ZERO, Duration.ofHours(1)));
    }

    private static Server server(Path data, Config config) {
        if (!config.token_file().isBlank() && !config.user().isBlank()) {
            throw wrong("token.file", config.token_file(), "either 'user' or 'token.file', not both");
        }
        if (config.user().isBlank() != config.password_file().isBlank()) {
            throw wrong("user", config.user(), "'user' and 'password.file' together");
        }
        if (config.tenant().chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw wrong("tenant", config.tenant(), "printable ASCII");
        }
        return new Server(
                address("write.url", config.write_url()),
                address("read.url", config.read_url()),
                config.user().strip(),
                file(data, config.password_file()),
                file(data, config.token_file()),
                file(data, config.tls_ca()),
                config.tenant().strip(),
                duration("timeout", config.timeout(), Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    private static String file(Path data, String name) {
        return name.isBlank() ? "" : data.resolve(name.strip()).toString();
    }

    private static URI address(String name, String text) {
        URI address;
        try {
            address = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw wrong(name, text, "an address that begins with http:// or https://");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("etc/org.redeye.store.prometheus.cfg: '" + name
                    + "' holds a password, which would be seen wherever the address is shown; expected 'user' and"
                    + " 'password.file'");
        }
        if (!String.valueOf(address.getScheme()).matches("https?")
                || address.getHost() == null
                || address.getRawFragment() != null) {
            throw wrong(name, text, "an address that begins with http:// or https://");
        }
        return address;
    }

    private static Map<String, String> labels(String text) {
        var labels = new TreeMap<String, String>();
        for (String label : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = label.indexOf('=');
            String name = equals < 0 ? "" : label.substring(0, equals).strip();
            if (!LABEL.matcher(name).matches() || name.startsWith("__")) {
                throw wrong("labels", label.strip(), "name=value, the name of letters, digits and _");
            }
            if (Naming.OWN.contains(name)) {
                throw wrong("labels", label.strip(), "none of " + String.join(", ", Naming.OWN));
            }
            labels.put(name, label.substring(equals + 1).strip());
        }
        return Map.copyOf(labels);
    }

    private static Duration duration(String name, String text, Duration least, Duration most) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw wrong(name, text, "a number with ms, s, m, h or d, such as 10m");
        }
        long count = Long.parseLong(match.group(1));
        Duration duration =
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw wrong(name, text, least.toSeconds() + "s to " + most.toMinutes() + "m");
        }
        return duration;
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(name, String.valueOf(value), least + " to " + most);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String value, String expected) {
        return new IllegalArgumentException(
                "etc/org.redeye.store.prometheus.cfg: '" + name + " = " + value + "'; expected " + expected);
    }
}
