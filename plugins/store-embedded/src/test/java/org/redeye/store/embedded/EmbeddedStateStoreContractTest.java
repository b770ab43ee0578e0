package org.redeye.store.embedded;

import org.redeye.api.state.StateStore;
import org.redeye.testkit.store.StateStoreContract;

class EmbeddedStateStoreContractTest extends StateStoreContract {

    @Override
    protected StateStore open() {
        return Stores.open(folder);
    }
}
