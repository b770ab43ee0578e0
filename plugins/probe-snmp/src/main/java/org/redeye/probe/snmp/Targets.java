package org.redeye.probe.snmp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Secret;
import org.snmp4j.CommunityTarget;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecretOctetString;
import org.snmp4j.security.SecurityProtocols;
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

    /** Whom to ask with versions 1 and 2c. */
    static Target<UdpAddress> community(SnmpConfig config, UdpAddress address) {
        var target = new CommunityTarget<>(address, octets(orEmpty(config.community())));
        target.setVersion(config.version() == Version.V1 ? SnmpConstants.version1 : SnmpConstants.version2c);
        return target;
    }

    /** Whom to ask with version 3 which engine it is: nobody's name, nothing signed (RFC 3414, 4). */
    static Target<UdpAddress> stranger(UdpAddress address) {
        var target = new DirectUserTarget<>(address, new OctetString(), new byte[0], null, null, null, null);
        target.setVersion(SnmpConstants.version3);
        return target;
    }

    /** Whom to ask with version 3, a copy, if the keys for the agent were made before. */
    Optional<Target<UdpAddress>> known(SnmpConfig config, UdpAddress address) {
        synchronized (known) {
            return Optional.ofNullable(known.get(Account.of(config, address))).map(DirectUserTarget::duplicate);
        }
    }

    /** Makes the keys for an agent and keeps them. Takes a while. */
    Target<UdpAddress> make(SnmpConfig config, UdpAddress address, byte[] engine) {
        Secret signs = orEmpty(config.authPassword());
        Secret encrypts = orEmpty(config.privacyPassword());
        AuthenticationProtocol auth = config.auth().protocol();
        PrivacyProtocol privacy = config.privacy().protocol();
        // without a password there is no key: an empty one would be stretched like any other
        var target = new DirectUserTarget<>(
                address,
                new OctetString(config.user()),
                engine,
                auth,
                signs.reveal().isEmpty() ? null : new SecretOctetString(auth.passwordToKey(octets(signs), engine)),
                privacy,
                encrypts.reveal().isEmpty()
                        ? null
                        : new SecretOctetString(
                                SecurityProtocols.passwordToKey(privacy, auth, octets(encrypts), engine)));
        target.setVersion(SnmpConstants.version3);
        synchronized (known) {
            known.put(Account.of(config, address), target);
        }
        return target.duplicate();
    }

    /** Forgets the keys for an agent: it may be another one now. */
    void forget(SnmpConfig config, UdpAddress address) {
        synchronized (known) {
            known.remove(Account.of(config, address));
        }
    }

    private static Secret orEmpty(@Nullable Secret secret) {
        return secret == null ? new Secret("") : secret;
    }

    private static OctetString octets(Secret secret) {
        return new SecretOctetString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
