package org.redeye.probe.snmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/**
 * What to ask for.
 *
 * @param get the OIDs of single values by the name of their metric
 * @param walk the OIDs of columns by the name of their metric
 * @param columns all columns that are walked through, each once
 * @param names where among them the one is that names the rows; -1 for none
 * @param since where the one is that tells since when a row counts; -1 for none
 * @param factors where those are by which others are multiplied, by the name of the metric
 */
record Plan(
        Map<String, OID> get,
        Map<String, OID> walk,
        List<OID> columns,
        int names,
        int since,
        Map<String, Integer> factors) {

    /** @throws Trouble SETTINGS if a name is not known */
    static Plan of(SnmpConfig config, MibNames mibs) throws Trouble {
        Map<String, OID> walk = resolve(config.walk(), mibs);
        Map<String, OID> factors = resolve(config.scaleBy(), mibs);
        var columns = new LinkedHashSet<OID>();
        boolean table = !walk.isEmpty();
        OID names = table && !config.names().isEmpty() ? mibs.resolve(config.names()) : new OID();
        OID since = table && !config.countsSince().isEmpty() ? mibs.resolve(config.countsSince()) : new OID();
        columns.add(names);
        columns.add(since);
        columns.addAll(walk.values());
        columns.addAll(factors.values());
        columns.remove(new OID());
        var order = new ArrayList<>(columns);
        var places = new LinkedHashMap<String, Integer>();
        factors.forEach((name, oid) -> places.put(name, order.indexOf(oid)));
        return new Plan(resolve(config.get(), mibs), walk, order, order.indexOf(names), order.indexOf(since), places);
    }

    private static Map<String, OID> resolve(Map<String, String> texts, MibNames mibs) throws Trouble {
        var oids = new LinkedHashMap<String, OID>();
        for (Map.Entry<String, String> one : texts.entrySet()) {
            oids.put(one.getKey(), mibs.resolve(one.getValue()));
        }
        return oids;
    }
}
