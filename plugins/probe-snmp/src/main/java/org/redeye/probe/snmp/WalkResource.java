package org.redeye.probe.snmp;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.Checks;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Schema;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** {@code /api/v1/snmp/walk}: what the agent of a check has, so that a person can pick from it. */
@Component(service = WalkResource.class)
@JakartarsResource
@Path("snmp")
@Produces("application/json")
public final class WalkResource {

    private static final int MOST_ROWS = 1_000;
    private static final int LONGEST_VALUE = 500;
    private static final long PATIENCE = 20_000; // milliseconds

    private final Agents agents;
    private final Checks checks;
    private final Binder binder;

    /**
     * @param agents the socket through which all are asked
     * @param checks knows whom a check asks, and as whom
     * @param binder reads its settings
     */
    @Activate
    public WalkResource(@Reference Agents agents, @Reference Checks checks, @Reference Binder binder) {
        this.agents = agents;
        this.checks = checks;
        this.binder = binder;
    }

    /**
     * The objects below an OID, in their order.
     *
     * @param check the id of a check of this probe: its agent is asked, with its credentials
     * @param oid where to begin, as an OID or a name
     * @param after an OID behind which to go on, below {@code oid}; empty to begin there
     * @param limit how many at most, 1 to 1,000; {@code more} in the answer tells whether there are others
     */
    @GET
    @Path("walk")
    @RolesAllowed("editor")
    public CompletionStage<Map<String, Object>> walk(
            @QueryParam("check") @Nullable String check,
            @QueryParam("oid") @DefaultValue("1.3.6.1.2.1") String oid,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw RestProblem.of(400, "Bad request", "'limit' must be 1 to " + MOST_ROWS + ", not " + limit + ".");
        }
        if (!ObjectName.isOne(oid)) {
            throw RestProblem.of(
                    400, "Bad request", "'oid' is no OID; expected one like 1.3.6.1.2.1.2 or IF-MIB::ifTable.");
        }
        if (!after.isEmpty() && !ObjectName.isOne(after)) {
            throw RestProblem.of(400, "Bad request", "'after' is no OID; expected one like 1.3.6.1.2.1.2.2.1.2.7.");
        }
        CheckDeclaration declared = declaration(check == null ? "" : check);
        SnmpConfig config = config(declared);
        MibNames names = agents.mibs().names();
        try {
            OID root = names.resolve(oid);
            OID last = after.isEmpty() ? root : names.resolve(after);
            Talk talk = agents.talk(
                    config,
                    address(declared, config),
                    config.answerWithin().toMillis(),
                    line -> {},
                    WalkResource::elsewhere);
            return new TableWalk(talk, List.of(root), limit)
                    .after(last)
                    .walk()
                    .orTimeout(PATIENCE, TimeUnit.MILLISECONDS)
                    .whenComplete((table, failed) -> talk.end())
                    .handle((table, failed) -> {
                        if (failed != null) {
                            throw refusal(talk.place(), failed);
                        }
                        return answer(talk.place(), root, table, names);
                    });
        } catch (Trouble e) {
            throw refusal("", e);
        }
    }

    private static <T> CompletionStage<T> elsewhere(Callable<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private static Map<String, Object> answer(String place, OID root, TableWalk.Table table, MibNames names) {
        List<Map<String, String>> items = table.rows().entrySet().stream()
                .map(row -> item(new OID(root.getValue(), row.getKey().getValue()), row.getValue()[0], names))
                .toList();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("agent", place);
        answer.put("oid", root.toString());
        answer.put("items", items);
        answer.put("more", table.cut());
        return answer;
    }

    private static Map<String, String> item(OID oid, @Nullable Variable value, MibNames names) {
        var item = new LinkedHashMap<String, String>();
        item.put("oid", oid.toString());
        item.put("name", names.describe(oid));
        item.put("type", value == null ? "" : Numbers.type(value));
        String text = value == null ? "" : Numbers.text(value);
        item.put("value", text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE - 1) + "…" : text);
        return item;
    }

    private CheckDeclaration declaration(String check) {
        CheckDeclaration declared = checks.find(check)
                .orElseThrow(() -> RestProblem.of(404, "Not found", "There is no check '" + check + "'."))
                .declaration();
        if (!declared.probe().equals("snmp")) {
            throw RestProblem.of(
                    422, "Invalid", "The check '" + check + "' has the probe '" + declared.probe() + "', not 'snmp'.");
        }
        return declared;
    }

    private SnmpConfig config(CheckDeclaration declared) {
        Binder.Bound bound = binder.bind(Schema.of(SnmpConfig.class), declared.settings(), false);
        if (!bound.faults().isEmpty()) {
            throw RestProblem.of(
                    422,
                    "Invalid",
                    bound.faults().stream().map(Binder.Fault::message).collect(Collectors.joining(" ")));
        }
        try {
            return Schema.bind(SnmpConfig.class, bound.values());
        } catch (IllegalArgumentException e) {
            throw RestProblem.of(422, "Invalid", String.valueOf(e.getMessage()));
        }
    }

    private static InetAddress address(CheckDeclaration declared, SnmpConfig config) throws Trouble {
        String address = config.address().isEmpty() ? declared.address() : config.address();
        if (address.isEmpty()) {
            throw new Trouble(Reason.SETTINGS, "There is no address to ask: give the check a host, or set 'address'.");
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new Trouble(Reason.DNS, "The name '" + address + "' could not be resolved.");
        }
    }

    private static RuntimeException refusal(String place, Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof TimeoutException) {
            return RestProblem.of(
                    504, "Took too long", place + " did not answer all within " + PATIENCE / 1_000 + " s.");
        }
        if (!(cause instanceof Trouble trouble)) {
            return new IllegalStateException("the walk broke", cause);
        }
        String said = trouble.message();
        String detail = Character.isLowerCase(said.codePointAt(0)) ? place + " " + said + "." : said;
        return switch (trouble.reason()) {
            case SETTINGS, DNS -> RestProblem.of(422, "Invalid", detail);
            case TIMEOUT -> RestProblem.of(504, "Took too long", detail);
            default -> RestProblem.of(502, "Bad gateway", detail);
        };
    }
}
