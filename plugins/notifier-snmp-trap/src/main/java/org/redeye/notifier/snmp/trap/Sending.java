package org.redeye.notifier.snmp.trap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.schema.Secret;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** One notification, from a socket of its own. */
final class Sending {

    private static final int RETRIES = 2;
    private static final long LONGEST_WAIT_MILLIS = 4_000;

    static {
        // a wrong password is reported without a signature: there is none that both sides could check (RFC 3414, 3.2)
        SNMP4JSettings.setReportSecurityLevelStrategy(SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    }

    private final TrapConfig config;
    private final NotifierContext context;

    Sending(TrapConfig config, NotifierContext context) {
        this.config = config;
        this.context = context;
    }

    Delivery send(Notification notification, long uptimeMillis) {
        try (Snmp snmp = open()) {
            PDU pdu = config.version() == Version.V3 ? new ScopedPDU() : new PDU();
            pdu.setType(config.inform() ? PDU.INFORM : PDU.TRAP);
            TrapPdu.fill(pdu, notification, uptimeMillis);
            Target<UdpAddress> target = target(new UdpAddress(InetAddress.getByName(config.address()), config.port()));
            if (!config.inform()) {
                snmp.send(pdu, target);
                return Delivery.sent("sent to " + place() + " by UDP; a trap is not acknowledged");
            }
            return judge(snmp.send(pdu, target));
        } catch (UnknownHostException e) {
            return Delivery.failed("There is no address for '" + config.address() + "'.");
        } catch (IOException | RuntimeException e) { // the library throws what it is told by the network
            return Delivery.failed(line(place() + ": " + e.getMessage()));
        }
    }

    private Delivery judge(@Nullable ResponseEvent<UdpAddress> event) {
        PDU response = event == null ? null : event.getResponse();
        if (response == null) {
            return Delivery.failed(place() + " did not acknowledge it in time.");
        }
        if (response.getType() == PDU.REPORT) {
            return Delivery.refused(line(place() + " refused it: " + reason(response)));
        }
        return response.getErrorStatus() == PDU.noError
                ? Delivery.sent(place() + " acknowledged it")
                : Delivery.failed(line(place() + " answered " + response.getErrorStatusText()));
    }

    /** What a report of version 3 says (RFC 3414, 3.2). */
    private String reason(PDU report) {
        String counter = report.size() == 0 ? "" : String.valueOf(report.get(0).getOid());
        return switch (counter) {
            case "1.3.6.1.6.3.15.1.1.1.0" -> "it does not support this security level.";
            case "1.3.6.1.6.3.15.1.1.3.0" -> "it knows no user '" + config.user() + "'.";
            case "1.3.6.1.6.3.15.1.1.5.0" -> "the signature is wrong; see 'auth' and 'auth password'.";
            case "1.3.6.1.6.3.15.1.1.6.0" -> "it cannot decrypt it; see 'privacy password'.";
            default -> "it reports " + counter + ".";
        };
    }

    private Snmp open() throws IOException {
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv2c());
        if (config.version() == Version.V3) {
            dispatcher.addMessageProcessingModel(version3());
        }
        var snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
        try {
            snmp.listen();
            return snmp;
        } catch (IOException e) {
            snmp.close();
            throw e;
        }
    }

    private MPv3 version3() {
        var protocols = new Protocols();
        var usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
        usm.setEngineDiscoveryEnabled(true);
        boolean signs = config.authPassword() != null;
        boolean encrypts = config.privacyPassword() != null;
        usm.addUser(new UsmUser(
                new OctetString(config.user()),
                signs ? config.auth().protocol().getID() : null,
                octets(config.authPassword()),
                encrypts ? PrivAES128.ID : null,
                octets(config.privacyPassword())));
        var version3 = new MPv3(usm);
        version3.setSecurityProtocols(protocols);
        return version3;
    }

    /** Those that are offered, in a table of this sending's own. */
    private static final class Protocols extends SecurityProtocols {
        private static final long serialVersionUID = 1;

        Protocols() {
            for (Authentication one : Authentication.values()) {
                addAuthenticationProtocol(one.protocol());
            }
            addPrivacyProtocol(new PrivAES128());
        }
    }

    private Target<UdpAddress> target(UdpAddress address) {
        Target<UdpAddress> target;
        if (config.version() == Version.V3) {
            int level = config.privacyPassword() != null
                    ? SecurityLevel.AUTH_PRIV
                    : config.authPassword() != null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.NOAUTH_NOPRIV;
            target = new UserTarget<>(address, new OctetString(config.user()), new byte[0], level);
            target.setVersion(SnmpConstants.version3);
        } else {
            OctetString community = octets(config.community());
            target = new CommunityTarget<>(address, community == null ? new OctetString() : community);
            target.setVersion(SnmpConstants.version2c);
        }
        long left = context.remaining().toMillis() * 9 / 10 / (RETRIES + 1);
        target.setTimeout(Math.max(1, Math.min(LONGEST_WAIT_MILLIS, left)));
        target.setRetries(RETRIES);
        return target;
    }

    private static @Nullable OctetString octets(@Nullable Secret secret) {
        return secret == null ? null : new OctetString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private String place() {
        return config.address() + ":" + config.port();
    }

    private static String line(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= 500 ? clean : clean.substring(0, 499) + "…";
    }
}
