package org.redeye.field.reference;

import org.redeye.testkit.FieldTypeContract;

class ReferenceFieldTest extends FieldTypeContract<String> {

    ReferenceFieldTest() {
        super(new ReferenceField());
    }
}
