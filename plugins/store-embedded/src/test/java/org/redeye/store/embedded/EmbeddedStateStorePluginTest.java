package org.redeye.store.embedded;

import org.redeye.testkit.store.StorePluginContract;

class EmbeddedStateStorePluginTest extends StorePluginContract {

    EmbeddedStateStorePluginTest() {
        super(EmbeddedStateStore.class, Config.class);
    }
}
