package org.redeye.notifier.snmp.trap;

import java.util.function.Supplier;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;

/** How messages of version 3 are signed: RFC 3414 (SHA) and RFC 7860 (SHA-2). */
enum Authentication {
    SHA(AuthSHA::new),
    SHA_224(AuthHMAC128SHA224::new),
    SHA_256(AuthHMAC192SHA256::new),
    SHA_384(AuthHMAC256SHA384::new),
    SHA_512(AuthHMAC384SHA512::new);

    private final Supplier<AuthenticationProtocol> protocol;

    Authentication(Supplier<AuthenticationProtocol> protocol) {
        this.protocol = protocol;
    }

    AuthenticationProtocol protocol() {
        return protocol.get();
    }
}
