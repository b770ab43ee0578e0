package org.redeye.field.bool;

import org.redeye.testkit.FieldTypeContract;

class BooleanFieldTest extends FieldTypeContract<Boolean> {

    BooleanFieldTest() {
        super(new BooleanField());
    }
}
