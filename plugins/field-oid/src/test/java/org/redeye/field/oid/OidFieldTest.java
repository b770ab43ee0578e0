package org.redeye.field.oid;

import org.redeye.testkit.FieldTypeContract;

class OidFieldTest extends FieldTypeContract<String> {

    OidFieldTest() {
        super(new OidField());
    }
}
