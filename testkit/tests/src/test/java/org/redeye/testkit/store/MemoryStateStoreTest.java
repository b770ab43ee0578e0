package org.redeye.testkit.store;

import org.redeye.api.state.StateStore;

class MemoryStateStoreTest extends StateStoreContract {

    private final MemoryStateStore store = new MemoryStateStore();

    @Override
    protected StateStore open() {
        return store;
    }
}
