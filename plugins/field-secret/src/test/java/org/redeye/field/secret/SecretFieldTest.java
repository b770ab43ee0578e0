package org.redeye.field.secret;

import org.redeye.api.schema.Secret;
import org.redeye.testkit.FieldTypeContract;

class SecretFieldTest extends FieldTypeContract<Secret> {

    SecretFieldTest() {
        super(new SecretField());
    }
}
