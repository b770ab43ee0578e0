package org.redeye.probe.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Reason;
import org.redeye.net.Finding;
import org.redeye.net.MetricNames;
import org.redeye.net.Outcomes;

/** Makes metrics of rows. Not thread-safe. */
final class Table {

    private static final int MOST = 9_900;
    private static final int COLUMNS = 100;
    private static final int LONGEST_ITEM = 200;
    private static final int LONGEST_NAME = 64;
    /** What the probe itself measures. */
    private static final Set<String> OWN = Set.of("connect_seconds", "query_seconds", "rows", "total_seconds");

    private final JdbcProbe.Config config;
    private final long now;
    private final List<Metric> metrics = new ArrayList<>();
    private final Set<String> items = new HashSet<>();

    /** A column that becomes a metric. @param number its place, from 1 @param time whether it is a time, of which the age is kept */
    private record Column(int number, String name, String unit, boolean counter, boolean time) {}

    /** @param now the time, in milliseconds */
    Table(JdbcProbe.Config config, long now) {
        this.config = config;
        this.now = now;
    }

    List<Metric> metrics() {
        return metrics;
    }

    /** Reads all rows: how many there are. */
    int read(ResultSet rows) throws SQLException {
        ResultSetMetaData head = rows.getMetaData();
        int name = nameColumn(head);
        List<Column> columns = columns(head, name);
        int count = 0;
        while (rows.next()) {
            if (++count > config.maxRows()) {
                throw new Finding(
                        Reason.SIZE,
                        "The database answered more than " + config.maxRows()
                                + " rows: raise 'max rows', or ask for less.");
            }
            if (count > 1 && name == 0) {
                throw new Finding(
                        Reason.SIZE,
                        "The database answered more than 1 row: say by 'name column' which column tells them apart.");
            }
            row(rows, columns, name == 0 ? "" : item(rows.getString(name)));
        }
        return count;
    }

    private void row(ResultSet row, List<Column> columns, String item) throws SQLException {
        if (!items.add(item)) {
            throw new Finding(
                    Reason.CONTENT,
                    "The database answered two rows named " + Outcomes.excerpt(item) + "; expected each once.");
        }
        for (Column column : columns) {
            if (metrics.size() == MOST) {
                throw new Finding(Reason.SIZE, "The database answered more than " + MOST + " values: ask for less.");
            }
            double value = value(row, column);
            if (column.counter() && value < 0) {
                throw new Finding(
                        Reason.CONTENT,
                        "The running count '" + column.name() + "' is negative: " + value
                                + "; take it out of 'rates'.");
            }
            metrics.add(new Metric(column.name(), item, column.unit(), value, column.counter()));
        }
    }

    private double value(ResultSet row, Column column) throws SQLException {
        if (column.time()) {
            var time = row.getTimestamp(column.number());
            return time == null ? Double.NaN : (now - time.getTime()) / 1e3;
        }
        double value = row.getDouble(column.number());
        return row.wasNull() || Double.isInfinite(value) ? Double.NaN : value;
    }

    private int nameColumn(ResultSetMetaData head) throws SQLException {
        if (config.nameColumn().isEmpty()) {
            return 0;
        }
        var labels = new ArrayList<String>();
        for (int i = 1; i <= head.getColumnCount(); i++) {
            if (head.getColumnLabel(i).equalsIgnoreCase(config.nameColumn())) {
                return i;
            }
            labels.add(head.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        throw new Finding(
                Reason.SETTINGS,
                "The answer has no column '" + config.nameColumn() + "' but "
                        + Outcomes.excerpt(String.join(", ", labels)) + ".");
    }

    private List<Column> columns(ResultSetMetaData head, int name) throws SQLException {
        var columns = new ArrayList<Column>();
        var names = new HashSet<String>(OWN);
        for (int i = 1; i <= Math.min(COLUMNS, head.getColumnCount()); i++) {
            Optional<Column> column =
                    i == name ? Optional.empty() : column(i, head.getColumnLabel(i), head.getColumnType(i));
            if (column.isPresent() && !names.add(column.get().name())) {
                throw new Finding(
                        Reason.SETTINGS,
                        "The answer has the column '" + column.get().name()
                                + "' twice, or under a name of the probe's own: give it another (AS).");
            }
            column.ifPresent(columns::add);
        }
        if (columns.isEmpty()) {
            throw new Finding(
                    Reason.SETTINGS, "The answer has no column with numbers or times: expected one at least.");
        }
        return columns;
    }

    /** Empty for a text or anything else that is no number. */
    private Optional<Column> column(int number, String label, int type) {
        String snake = MetricNames.snake(label);
        boolean rate = config.rates().stream().anyMatch(label::equalsIgnoreCase);
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.BIT,
                    Types.BOOLEAN -> Optional.of(of(number, rate ? MetricNames.rate(snake) : snake, rate, false));
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                Optional.of(of(number, snake + "_age_seconds", false, true));
            default -> Optional.empty();
        };
    }

    private static Column of(int number, String name, boolean counter, boolean time) {
        if (name.length() > LONGEST_NAME) {
            throw new Finding(
                    Reason.SETTINGS,
                    "The name of the column '" + name + "' is longer than " + LONGEST_NAME + ": give it another (AS).");
        }
        return new Column(number, name, MetricNames.unit(name), counter, time);
    }

    private static String item(@Nullable String name) {
        String item = name == null ? "null" : name.replaceAll("\\p{Cntrl}", " ");
        return item.length() <= LONGEST_ITEM ? item : item.substring(0, LONGEST_ITEM - 1) + "…";
    }
}
