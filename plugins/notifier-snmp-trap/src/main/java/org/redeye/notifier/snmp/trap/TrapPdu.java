package org.redeye.notifier.snmp.trap;

import java.nio.charset.StandardCharsets;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Condition;
import org.redeye.api.notify.Notification;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Fills in what the file REM-MIB describes. */
final class TrapPdu {

    /** {@code remMIB}: below Net-SNMP's playpen, since REM has no number of its own. */
    private static final String ROOT = "1.3.6.1.4.1.8072.9999.9999.2001";

    private static final int LONGEST = 255;
    /** A UDP packet with all of it is not cut into pieces on most networks. */
    private static final int LONGEST_TEXT = 700;

    private TrapPdu() {}

    static void fill(PDU pdu, Notification notification, long uptimeMillis) {
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(uptimeMillis / 10 & 0xffffffffL)));
        // remNotifications.0.n: the zero is for SNMPv1 (RFC 2578, 8.5)
        pdu.add(new VariableBinding(
                SnmpConstants.snmpTrapOID,
                new OID(ROOT + ".0." + (notification.purpose().ordinal() + 1))));
        add(pdu, 1, text(notification.key(), LONGEST));
        add(pdu, 2, text(notification.alert().map(Alert::id).orElse(""), LONGEST));
        add(
                pdu,
                3,
                new Integer32(notification
                        .alert()
                        .map(alert -> alert.severity().ordinal() + 1)
                        .orElse(1)));
        add(
                pdu,
                4,
                new Integer32(notification
                        .alert()
                        .map(alert -> alert.state().ordinal() + 1)
                        .orElse(1)));
        add(pdu, 5, text(oneLine(notification.subject()), LONGEST));
        add(pdu, 6, text(notification.text(), LONGEST_TEXT));
        add(pdu, 7, text(notification.alert().map(Alert::role).orElse(""), LONGEST));
        add(pdu, 8, text(first(notification, Condition::subject), LONGEST));
        add(pdu, 9, text(first(notification, Condition::host), LONGEST));
        add(pdu, 10, text(notification.links().getOrDefault("alert", ""), LONGEST));
    }

    private static void add(PDU pdu, int object, Variable value) {
        pdu.add(new VariableBinding(new OID(ROOT + ".1." + object + ".0"), value));
    }

    private static String first(Notification notification, java.util.function.Function<Condition, String> part) {
        return notification
                .alert()
                .flatMap(alert -> alert.members().stream().findFirst())
                .map(member -> part.apply(member.condition()))
                .orElse("");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** UTF-8 (SnmpAdminString, RFC 3411), cut between characters. */
    private static OctetString text(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
        byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) {
            return new OctetString(bytes);
        }
        int end = most;
        while (end > 0 && (bytes[end] & 0xc0) == 0x80) { // within a character
            end--;
        }
        return new OctetString(bytes, 0, end);
    }
}
