package org.redeye.probe.dns;

import java.util.Locale;

/** What a server says of its answer: the response codes of RFC 1035 and RFC 2136, in the order of their numbers. */
enum Status {
    NOERROR,
    FORMERR,
    SERVFAIL,
    NXDOMAIN,
    NOTIMP,
    REFUSED,
    YXDOMAIN,
    YXRRSET,
    NXRRSET,
    NOTAUTH,
    NOTZONE;

    /** The word for a response code. */
    static String word(int code) {
        return code < values().length ? values()[code].name().toLowerCase(Locale.ROOT) : "code " + code;
    }
}
