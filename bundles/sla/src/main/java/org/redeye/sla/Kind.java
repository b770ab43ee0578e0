package org.redeye.sla;

/** How a service level was at a time. */
enum Kind {
    /** All of its checks were up. */
    UP,
    /** Of one of its checks nobody knows, and none was down. */
    UNKNOWN,
    /** One of its checks was worked on, and no other was down. */
    EXCLUDED,
    /** One of its checks was down that was not worked on. */
    DOWN
}
