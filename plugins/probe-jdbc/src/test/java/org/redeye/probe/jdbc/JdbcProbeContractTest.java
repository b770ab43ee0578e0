package org.redeye.probe.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;

/** Against H2 in memory; it hangs on a question that it can think about for years. */
class JdbcProbeContractTest extends ProbeContract<JdbcProbe.Config> {

    private final JdbcProbe probe = new JdbcProbe(List.of(new OsgiDataSourceFactory(new org.h2.Driver())));
    private Connection open;

    JdbcProbeContractTest() {
        super(JdbcProbe.class, JdbcProbe.Config.class);
    }

    @BeforeEach
    void open() throws Exception {
        open = DriverManager.getConnection("jdbc:h2:mem:contract", "monitor", "secret-of-the-test");
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    @Override
    protected Probe<JdbcProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return yaml("SELECT 5 AS used_bytes");
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of(yaml("SELECT count(*) FROM system_range(1, 1000000000000) WHERE mod(x, 7) = 8"));
    }

    private static String yaml(String query) {
        return "{url: 'jdbc:h2:mem:contract', user: monitor, password: secret-of-the-test, query: '" + query + "'}";
    }
}
