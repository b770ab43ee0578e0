package org.redeye.probe.jdbc;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jdbc.DataSourceFactory;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** Asks a database a question and makes series of the rows. Drivers are bundles of their own, found as services. */
@Component
@Plugin(
        kind = "probe",
        id = "jdbc",
        title = "Database",
        help = "Asks a database a question (SQL): columns become metrics, rows become items")
public final class JdbcProbe implements Probe<JdbcProbe.Config> {

    /** The first host of a URL such as {@code jdbc:postgresql://db:5432,other/name}. */
    private static final Pattern HOST = Pattern.compile("(?<!/)//(?:[^/@]*@)?(\\[[^]]+]|[^/:;,?]+)");

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<DataSourceFactory> drivers = List.of();

    /** Drivers come and go as services. */
    @Activate
    public JdbcProbe() {}

    /** With these drivers. */
    JdbcProbe(List<DataSourceFactory> drivers) {
        this.drivers = drivers;
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new JdbcRun(config, context, drivers).start();
    }

    @Override
    public String target(Config config, String address) {
        return host(config.url());
    }

    /** What stands between {@code //} and the port or the path; empty for a database that lies in a file. */
    static String host(String url) {
        var found = HOST.matcher(url);
        return found.find() ? found.group(1) : "";
    }

    /** Each takes a thread and a connection. */
    @Override
    public int concurrency() {
        return 32;
    }

    /** What to ask whom, and what to make of the answer. */
    record Config(
            @Field(
                    help = "The address of the database in its driver's notation, without credentials",
                    required = true,
                    max = "1000",
                    pattern = "jdbc:[^\\p{Cntrl}]+")
            String url,

            @Field(help = "The name to sign in with; it should not be allowed to write", max = "200")
            String user,

            @Field(help = "The password to sign in with", max = "1000") @Nullable
            Secret password,

            @Field(help = "The question: one statement that answers rows", required = true, max = "10000")
            String query,

            @Field(
                    help = "The column that names the item of each row; without, only one row may be answered",
                    max = "200")
            String nameColumn,

            @Field(help = "Columns with running counts, of which the increase per second is kept", max = "100")
            List<String> rates,

            @Field(help = "How many rows must be answered", def = "1", min = "0", max = "9000")
            int minRows,

            @Field(help = "How many rows may be answered", unit = "rows", def = "1000", min = "1", max = "9000")
            int maxRows) {

        /** What makes a driver run or read something that is not in the database. */
        private static final Pattern HARMFUL = Pattern.compile(
                "(?i)[;?&](init|trace_level[a-z_]*|socketfactory[a-z]*|sslfactory[a-z]*|autodeserialize|allowloadlocalinfile"
                        + "|allowurlinlocalinfile|queryinterceptors|connectionlifecycleinterceptors|loggerfile)\\s*=");

        private static final Pattern CREDENTIALS =
                Pattern.compile("(?i)([;?&]|\\b)(password|pwd)\\s*=|//[^/@?]*:[^/@?]*@");
        private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

        Config {
            rates = List.copyOf(rates);
            if (CREDENTIALS.matcher(url).find()) {
                throw new IllegalArgumentException(
                        "'url' must not hold a password; it would be seen wherever the URL is shown.");
            }
            var harmful = HARMFUL.matcher(url);
            if (harmful.find()) {
                throw new IllegalArgumentException("'url' must not have the setting '" + harmful.group(1)
                        + "': it makes a driver do more than ask the database.");
            }
            if (QUOTED.matcher(query)
                    .replaceAll("''")
                    .strip()
                    .replaceFirst(";$", "")
                    .contains(";")) {
                throw new IllegalArgumentException("'query' must be one statement, without ';' in it.");
            }
            if (user.isEmpty() && password != null) {
                throw new IllegalArgumentException("'password' is of no use without 'user'.");
            }
        }

        /** The question without the end that some databases do not want. */
        String statement() {
            return query.strip().replaceFirst(";$", "");
        }
    }
}
