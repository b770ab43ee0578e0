package org.redeye.checks;

import java.util.concurrent.Executor;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Binder;

/**
 * What the core works with.
 *
 * @param pool threads for calls into probes; may refuse when all are taken
 * @param blockingPool threads for what probes do that blocks
 * @param blockingCalls how many of these one probe may take at once
 */
record Parts(
        Timebase time,
        PluginRegistry plugins,
        Binder binder,
        Results results,
        Executor pool,
        Executor blockingPool,
        int blockingCalls) {}
