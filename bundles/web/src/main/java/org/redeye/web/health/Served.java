package org.redeye.web.health;

import java.util.Set;

/** Tells which resources are served. Thread-safe. */
public interface Served {

    /** The ids of their services ({@code service.id}). */
    Set<Long> served();
}
