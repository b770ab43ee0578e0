package org.redeye.testkit;

import java.util.Map;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldType;

class FakeBinderTest extends BinderContract {

    @Override
    protected Binder binder(FieldType<?> word) {
        return new FakeBinder(Map.of("word", word), Map.of());
    }
}
