package org.redeye.store.embedded;

import org.redeye.api.state.StateStore;
import org.redeye.testkit.store.StateStoreContract;

/** The same when every change goes straight on into the file. */
class CommittedContractTest extends StateStoreContract {

    @Override
    protected StateStore open() {
        return Stores.open(folder, "", 0);
    }
}
