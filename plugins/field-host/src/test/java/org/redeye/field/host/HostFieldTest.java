package org.redeye.field.host;

import org.redeye.testkit.FieldTypeContract;

class HostFieldTest extends FieldTypeContract<String> {

    HostFieldTest() {
        super(new HostField());
    }
}
