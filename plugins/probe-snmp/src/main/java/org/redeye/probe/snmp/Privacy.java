package org.redeye.probe.snmp;

import java.util.function.Supplier;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivacyProtocol;

/** How messages of version 3 are encrypted: RFC 3826, and draft-blumenthal-aes-usm-04 for the longer keys. */
enum Privacy {
    AES_128(PrivAES128::new),
    AES_192(PrivAES192::new),
    AES_256(PrivAES256::new);

    private final Supplier<PrivacyProtocol> protocol;

    Privacy(Supplier<PrivacyProtocol> protocol) {
        this.protocol = protocol;
    }

    PrivacyProtocol protocol() {
        return protocol.get();
    }
}
