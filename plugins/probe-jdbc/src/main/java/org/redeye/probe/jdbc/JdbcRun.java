package org.redeye.probe.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.jdbc.DataSourceFactory;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Secret;
import org.redeye.net.Course;
import org.redeye.net.Finding;

/** One run: find a driver, connect, ask within a transaction that is never committed, make metrics of the rows. */
final class JdbcRun {

    private final JdbcProbe.Config config;
    private final ProbeContext context;
    private final List<DataSourceFactory> drivers;
    private final Course course;

    JdbcRun(JdbcProbe.Config config, ProbeContext context, List<DataSourceFactory> drivers) {
        this.config = config;
        this.context = context;
        this.drivers = drivers;
        this.course = new Course(context);
    }

    CompletionStage<Outcome> start() {
        course.waitsFor("No thread was free to ask the database");
        context.blocking(this::look).whenComplete((sentence, failed) -> {
            if (failed != null) {
                course.fail(failed);
            } else {
                course.ok(sentence);
            }
        });
        return course.outcome();
    }

    private String look() {
        try {
            long began = System.nanoTime();
            course.waitsFor("The database did not take the connection");
            try (Connection connection = connect(driver())) {
                course.measure("connect_seconds", began);
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                try {
                    return ask(connection);
                } finally {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.finding(e, secret());
        }
    }

    private String ask(Connection connection) throws SQLException {
        long asked = System.nanoTime();
        course.waitsFor("The database did not answer the query");
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(
                    Math.max(1, (int) Math.min(86_400, context.remaining().toSeconds())));
            statement.setMaxRows(config.maxRows() + 1);
            // cancelling may itself connect and wait: not on the thread that ends the run
            course.closeAtTheEnd(() -> CompletableFuture.runAsync(() -> abort(statement, connection)));
            try (ResultSet rows = statement.executeQuery(config.statement())) {
                var table = new Table(config, context.clock().millis());
                int count = table.read(rows);
                course.measure("query_seconds", asked);
                course.add(Metric.of("rows", "", count));
                course.addAll(table.metrics());
                if (count < config.minRows()) {
                    throw new Finding(
                            Reason.MISSING,
                            "The database answered " + rows(count) + "; expected at least " + config.minRows() + ".");
                }
                return "The database answered " + rows(count);
            }
        }
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private Connection connect(Driver driver) throws SQLException {
        var properties = new Properties();
        if (!config.user().isEmpty()) {
            properties.setProperty("user", config.user());
            properties.setProperty("password", secret());
        }
        limits(properties);
        Connection connection = driver.connect(config.url(), properties);
        if (connection == null) {
            throw noDriver();
        }
        return connection;
    }

    /** How long a driver waits by itself: each has its own words and units, and some refuse those of others. */
    private void limits(Properties properties) {
        long seconds = Math.max(1, context.remaining().toSeconds());
        String kind = config.url().toLowerCase(Locale.ROOT);
        if (kind.startsWith("jdbc:postgresql:")) {
            properties.setProperty("loginTimeout", Long.toString(seconds));
            properties.setProperty("socketTimeout", Long.toString(seconds));
        } else if (kind.startsWith("jdbc:mariadb:") || kind.startsWith("jdbc:mysql:")) {
            properties.setProperty("connectTimeout", Long.toString(seconds * 1_000));
            properties.setProperty("socketTimeout", Long.toString(seconds * 1_000));
        }
    }

    private Driver driver() throws SQLException {
        for (DataSourceFactory each : drivers) {
            Driver driver = each.createDriver(new Properties());
            if (driver.acceptsURL(config.url())) {
                return driver;
            }
        }
        throw noDriver();
    }

    private Finding noDriver() {
        String kind = config.url().split(":", 3)[1];
        return new Finding(
                Reason.SETTINGS,
                "There is no driver for jdbc:" + kind + ": put its bundle into deploy/ (" + drivers.size()
                        + (drivers.size() == 1 ? " driver is" : " drivers are") + " there).");
    }

    private String secret() {
        Secret password = config.password();
        return password == null ? "" : password.reveal();
    }

    /** Ends a query that hangs; close() would wait for it. Some drivers know only one way to do so. */
    private void abort(Statement statement, Connection connection) {
        try {
            if (!statement.isClosed()) {
                statement.cancel();
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            context.log("abort: " + e.getSQLState());
        }
    }
}
