package org.redeye.packages;

import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldType;
import org.redeye.testkit.BinderContract;
import org.redeye.testkit.FakePluginRegistry;

class SchemaBinderTest extends BinderContract {

    @Override
    protected Binder binder(FieldType<?> word) {
        return new SchemaBinder(new FakePluginRegistry().with("field", "word", word));
    }
}
