package org.redeye.probe.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.MetricRules;
import org.redeye.testkit.RawYaml;

/** Against H2, in memory and as a server. */
@Timeout(30)
class JdbcProbeTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url = "jdbc:h2:mem:shop" + COUNT.incrementAndGet();

    private final JdbcProbe probe = new JdbcProbe(List.of(new OsgiDataSourceFactory(new org.h2.Driver())));
    private Connection open;

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example:5432/shop?user=x, db.example",
        "'jdbc:postgresql://one,two:5432/shop', one",
        "jdbc:mysql://reader@db:3306/shop, db",
        "jdbc:postgresql://[2001:db8::1]:5432/shop, [2001:db8::1]",
        "jdbc:h2:mem:shop, ''",
        "jdbc:h2:file:///srv/shop, ''",
        "jdbc:sqlserver://db;databaseName=shop, db",
    })
    void findsTheHostInTheUrl(String url, String host) {
        assertThat(JdbcProbe.host(url)).isEqualTo(host);
    }

    @BeforeEach
    void open() throws Exception {
        open = DriverManager.getConnection(url, "sa", "secret-of-the-test");
        sql(
                "CREATE TABLE pages (name VARCHAR, hits BIGINT, size_bytes INT, share_ratio DOUBLE, shown BOOLEAN, changed TIMESTAMP)");
        sql("INSERT INTO pages VALUES ('home', 100, 2048, 0.5, TRUE, CURRENT_TIMESTAMP - INTERVAL '1' HOUR)");
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    @Test
    void makesMetricsOfTheColumnsOfOneRow() throws Exception {
        Outcome outcome = run("SELECT * FROM pages", "rates: [hits]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.message()).isEqualTo("The database answered 1 row");
        assertThat(outcome.metrics())
                .contains(
                        Metric.rate("hits_per_second", "", "/s", 100),
                        Metric.of("size_bytes", "B", 2048),
                        Metric.of("share_ratio", "ratio", 0.5),
                        Metric.of("shown", "", 1),
                        Metric.of("rows", "", 1));
        assertThat(value(outcome, "changed_age_seconds")).isCloseTo(3_600, within(60.0));
        assertThat(value(outcome, "query_seconds")).isPositive();
        assertThat(MetricRules.problems(outcome.metrics())).isEmpty();
    }

    @Test
    void makesItemsOfRows() throws Exception {
        sql("INSERT INTO pages (name, hits) VALUES ('shop', 7), (NULL, NULL)");

        Outcome outcome = run("SELECT name, hits FROM pages ORDER BY hits DESC NULLS LAST;", "name column: NAME");

        assertThat(outcome.metrics().stream()
                        .filter(metric -> metric.name().equals("hits"))
                        .map(metric -> metric.item() + "=" + metric.value()))
                .containsExactly("home=100.0", "shop=7.0", "null=NaN");
    }

    @Test
    void boundsRows() throws Exception {
        String many = "SELECT x AS name, x AS number FROM system_range(1, 20)";

        assertBroken(
                run(many, ""), Reason.SIZE, "more than 1 row: say by 'name column' which column tells them apart.");
        assertBroken(
                run(many, "name column: name, max rows: 19"),
                Reason.SIZE,
                "more than 19 rows: raise 'max rows', or ask for less.");
        assertThat(run(many, "name column: name, max rows: 20").status()).isEqualTo(Status.OK);
        assertBroken(run("SELECT 1 AS a WHERE FALSE", ""), Reason.MISSING, "answered 0 rows; expected at least 1.");
        assertThat(run("SELECT 1 AS a WHERE FALSE", "min rows: 0").status()).isEqualTo(Status.OK);
    }

    @Test
    void namesRowsAndColumnsThatDoNotFit() throws Exception {
        assertBroken(
                run("SELECT 'a' AS name, x FROM system_range(1, 2)", "name column: name"),
                Reason.CONTENT,
                "two rows named 'a'; expected each once.");
        assertBroken(run("SELECT -1 AS hits", "rates: [hits]"), Reason.CONTENT, "-1.0; take it out of 'rates'.");
        assertUnknown(run("SELECT name FROM pages", ""), "no column with numbers or times: expected one at least.");
        assertUnknown(run("SELECT hits FROM pages", "name column: title"), "no column 'title' but 'hits'.");
        assertUnknown(
                run("SELECT 1 AS a, 2 AS A_ FROM pages", ""),
                "the column 'a' twice, or under a name of the probe's own: give it another (AS).");
        assertUnknown(run("SELECT 1 AS \"ROWS\"", ""), "under a name of the probe's own: give it another (AS).");
    }

    @Test
    void changesNothing() throws Exception {
        Outcome refused = run("DELETE FROM pages", "");
        Outcome written = run("SELECT size_bytes FROM FINAL TABLE (UPDATE pages SET size_bytes = 1)", "");

        assertThat(refused.status()).isNotEqualTo(Status.OK);
        assertThat(written.message()).isNotEmpty(); // whether H2 does it or not
        assertThat(value(run("SELECT size_bytes FROM pages", ""), "size_bytes")).isEqualTo(2048);
    }

    @Test
    void saysWhatTheDatabaseSays() throws Exception {
        Outcome outcome = run("SELECT * FROM nowhere", "");

        assertUnknown(outcome, "(SQLSTATE 42S02).");
        assertThat(outcome.message()).startsWith("The database says 'Table \"NOWHERE\" not found");
        assertThat(run("SELECT 1/0 AS x", "").reason()).isEqualTo(Reason.STATUS);
    }

    @Test
    void namesCredentialsThatAreWrong() throws Exception {
        Outcome outcome = runAt(url, "wrong-password", "SELECT 1 AS a", "", Duration.ofSeconds(10));

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(outcome.message()).doesNotContain("wrong-password");
    }

    @Test
    void cutsOffAQueryThatHangs() throws Exception {
        Outcome outcome = runAt(
                url,
                "secret-of-the-test",
                "SELECT count(*) FROM system_range(1, 1000000000000) WHERE mod(x, 7) = 8",
                "",
                Duration.ofMillis(700));

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message()).startsWith("The database did not answer the query within ");
    }

    @Test
    void asksADatabaseOverTheNetwork() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String remote = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:net";
        try (Connection keep = DriverManager.getConnection(remote, "sa", "secret-of-the-test")) {
            assertThat(keep.isValid(1)).isTrue();
            Outcome outcome = runAt(remote, "secret-of-the-test", "SELECT 1 AS a", "", Duration.ofSeconds(10));
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        } finally {
            server.stop();
        }
    }

    @Test
    void namesADatabaseThatIsNotThere() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        Outcome outcome =
                runAt("jdbc:h2:tcp://127.0.0.1:" + free + "/mem:x", "x", "SELECT 1 AS a", "", Duration.ofSeconds(10));

        assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void namesADriverThatIsMissing() throws Exception {
        Outcome outcome = runAt("jdbc:postgresql://127.0.0.1/x", "x", "SELECT 1 AS a", "", Duration.ofSeconds(10));

        assertUnknown(
                outcome, "There is no driver for jdbc:postgresql: put its bundle into deploy/ (1 driver is there).");
    }

    private static void assertBroken(Outcome outcome, Reason reason, String end) {
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.message()).endsWith(end);
    }

    private static void assertUnknown(Outcome outcome, String end) {
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message()).endsWith(end);
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }

    private Outcome run(String query, String settings) throws Exception {
        return runAt(url, "secret-of-the-test", query, settings, Duration.ofSeconds(10));
    }

    private Outcome runAt(String at, String password, String query, String settings, Duration time) throws Exception {
        var raw = new java.util.LinkedHashMap<>(RawYaml.map("{" + settings + "}"));
        raw.put("url", at);
        raw.put("user", "sa");
        raw.put("password", password);
        raw.put("query", query);
        var config = FakeBinder.ofClassPath().bind(JdbcProbe.Config.class, raw);
        return probe.probe(config, FakeProbeContext.local().within(time))
                .toCompletableFuture()
                .get();
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(text);
        }
    }
}
