package org.redeye.probe.snmp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Secret;
import org.snmp4j.CommunityTarget;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecretOctetString;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Whom to ask, with which credentials. Making keys of passwords takes milliseconds of CPU for each agent on purpose
 * (RFC 3414, A.2), so those that were made are kept for the next run, for so many agents. Thread-safe.
 */
final class Targets {

    private static final int MOST = 10_000;

    private final Map<Account, DirectUserTarget<UdpAddress>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Account, DirectUserTarget<UdpAddress>> eldest) {
            return size() > MOST;
        }
    };

    /** A user at an agent; an absent password is empty. */
    private record Account(
            UdpAddress address, String user, Authentication auth, Secret signs, Privacy privacy, Secret encrypts) {
        static Account of(SnmpConfig config, UdpAddress address) {
            return new Account(
                    address,
                    config.user(),
                    config.auth(),
                    orEmpty(config.authPassword()),
                    config.privacy(),
                    orEmpty(config.privacyPassword()));
        }
    }

    Target<UdpAddress> of(SnmpConfig config, UdpAddress address) {
        if (config.version() == Version.V3) {
            return user(config, address);
        }
        var target = new CommunityTarget<>(address, octets(orEmpty(config.community())));
        target.setVersion(config.version() == Version.V1 ? SnmpConstants.version1 : SnmpConstants.version2c);
        return target;
    }

    /** Whether it was found out before which engine of version 3 is there. */
    static boolean knowsEngine(Target<UdpAddress> target) {
        return target instanceof DirectUserTarget<UdpAddress> user && user.getAuthoritativeEngineID().length > 0;
    }

    /** Keeps the keys that were made for the agent that answered. */
    void answered(SnmpConfig config, Target<UdpAddress> target) {
        if (target instanceof DirectUserTarget<UdpAddress> user && knowsEngine(user)) {
            synchronized (known) {
                known.putIfAbsent(
                        Account.of(config, user.getAddress()), (DirectUserTarget<UdpAddress>) user.duplicate());
            }
        }
    }

    /** Forgets the keys for an agent: it is another one. */
    void forget(SnmpConfig config, UdpAddress address) {
        synchronized (known) {
            known.remove(Account.of(config, address));
        }
    }

    private Target<UdpAddress> user(SnmpConfig config, UdpAddress address) {
        synchronized (known) {
            DirectUserTarget<UdpAddress> made = known.get(Account.of(config, address));
            if (made != null) {
                return made.duplicate();
            }
        }
        // without a password there is no key: an empty one would be stretched like any other
        var target = new DirectUserTarget<>(
                address,
                new OctetString(config.user()),
                config.auth().protocol(),
                key(config.authPassword()),
                config.privacy().protocol(),
                key(config.privacyPassword()));
        target.setVersion(SnmpConstants.version3);
        return target;
    }

    private static @Nullable OctetString key(@Nullable Secret password) {
        return password == null ? null : octets(password);
    }

    private static Secret orEmpty(@Nullable Secret secret) {
        return secret == null ? new Secret("") : secret;
    }

    private static OctetString octets(Secret secret) {
        return new SecretOctetString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
