package org.redeye.field.bytes;

import org.redeye.testkit.FieldTypeContract;

class BytesFieldTest extends FieldTypeContract<Long> {

    BytesFieldTest() {
        super(new BytesField());
    }
}
