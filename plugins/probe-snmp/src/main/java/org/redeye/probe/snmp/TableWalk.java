package org.redeye.probe.snmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Walks through columns side by side, many rows a request (RFC 3416, 4.2.3). Each column has its own place, so gaps in one do
 * no harm. Its steps follow each other.
 */
final class TableWalk {

    private final Talk talk;
    private final List<Column> columns = new ArrayList<>();
    private final int width;
    private final int mostRows;
    private final Map<OID, @Nullable Variable[]> rows = new LinkedHashMap<>();
    private final CompletableFuture<Table> result = new CompletableFuture<>();
    private int repetitions;
    private boolean cut;
    /** The row found last: columns come side by side, so the next value is mostly of the same one. */
    private OID index = new OID();

    private @Nullable Variable[] row = new Variable[0];

    /** A column, and the last object of it that was seen. */
    private static final class Column {
        final OID root;
        final int position;
        OID last;

        Column(OID root, int position) {
            this.root = root;
            this.position = position;
            this.last = root;
        }
    }

    /**
     * What was found.
     *
     * @param rows the values of each row, by its index, in the order of the columns; null where a row has none
     * @param cut whether there were more rows than wanted
     */
    record Table(Map<OID, @Nullable Variable[]> rows, boolean cut) {}

    TableWalk(Talk talk, List<OID> roots, int mostRows) {
        this.talk = talk;
        this.width = roots.size();
        this.mostRows = mostRows;
        this.repetitions =
                talk.config().version() == Version.V1 ? 1 : talk.config().repetitions();
        for (int i = 0; i < roots.size(); i++) {
            columns.add(new Column(roots.get(i), i));
        }
    }

    /** Goes on behind an object. What does not stand within a column changes nothing there. */
    TableWalk after(OID object) {
        columns.stream().filter(column -> object.startsWith(column.root)).forEach(column -> column.last = object);
        return this;
    }

    /** Fails with a {@link Trouble}. */
    CompletableFuture<Table> walk() {
        next();
        return result;
    }

    private void next() {
        if (columns.isEmpty() || cut) {
            result.complete(new Table(rows, cut));
            return;
        }
        List<OID> from = columns.stream().map(column -> column.last).toList();
        int type = talk.config().version() == Version.V1 ? PDU.GETNEXT : PDU.GETBULK;
        // one row more than wanted, to see whether there is one
        talk.ask(type, from, Math.min(repetitions, mostRows + 1)).whenComplete((answer, failed) -> {
            try {
                if (failed != null) {
                    result.completeExceptionally(failed);
                } else {
                    take(answer);
                    next();
                }
            } catch (Trouble | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }

    private void take(PDU answer) throws Trouble {
        switch (answer.getErrorStatus()) {
            case PDU.noError -> keep(answer);
            case PDU.tooBig -> less(answer);
            case PDU.noSuchName -> endOf(answer);
            default -> throw Statuses.of(answer);
        }
    }

    private void keep(PDU answer) throws Trouble {
        if (answer.size() == 0) {
            throw new Trouble(Reason.PROTOCOL, "answered a request for rows with nothing at all");
        }
        List<Column> asked = List.copyOf(columns);
        var ended = new boolean[asked.size()];
        for (int i = 0; i < answer.size() && !cut; i++) {
            int at = i % asked.size();
            if (!ended[at]) {
                ended[at] = !cell(asked.get(at), answer.get(i));
            }
        }
        for (int i = 0; i < ended.length; i++) {
            if (ended[i]) {
                columns.remove(asked.get(i));
            }
        }
    }

    /** @return whether the column goes on */
    private boolean cell(Column column, VariableBinding found) throws Trouble {
        OID oid = found.getOid();
        if (found.isException() || !oid.startsWith(column.root) && oid.compareTo(column.last) > 0) {
            return false; // the end of all there is, or of the column
        }
        if (oid.compareTo(column.last) <= 0) {
            throw new Trouble(
                    Reason.PROTOCOL,
                    "answered " + oid + " when asked for what follows " + column.last
                            + ": its objects do not increase, so a walk through them would never end");
        }
        column.last = oid;
        if (find(oid, column.root.size())) {
            row[column.position] = found.getVariable();
        } else {
            cut = true;
        }
        return true;
    }

    /** Makes the row of an object the one at hand. @return false if there are enough rows without it */
    private boolean find(OID oid, int rootLength) {
        int length = oid.size() - rootLength;
        if (length == index.size() && length > 0 && oid.rightMostCompare(length, index) == 0) {
            return true;
        }
        var wanted = new OID(oid.getValue(), rootLength, length);
        @Nullable Variable[] known = rows.get(wanted);
        if (known == null) {
            if (rows.size() >= mostRows) {
                return false;
            }
            known = new Variable[width];
            rows.put(wanted, known);
        }
        index = wanted;
        row = known;
        return true;
    }

    /** Fewer rows at once fit. */
    private void less(PDU answer) throws Trouble {
        if (repetitions == 1) {
            throw Statuses.of(answer);
        }
        repetitions = repetitions / 2;
    }

    /** As version 1 says that nothing follows. */
    private void endOf(PDU answer) throws Trouble {
        int index = answer.getErrorIndex();
        if (index < 1 || index > columns.size()) {
            throw new Trouble(Reason.PROTOCOL, "says that object " + index + " of " + columns.size() + " is not there");
        }
        columns.remove(index - 1);
    }
}
