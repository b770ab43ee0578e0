package org.redeye.channels;

import java.time.Duration;

/** Runs something later. A test has one that it drives. */
interface Timer {

    /** @return takes it back; does nothing once it has begun */
    Runnable after(Duration delay, Runnable work);
}
