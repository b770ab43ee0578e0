package org.redeye.field.choice;

import org.redeye.testkit.FieldTypeContract;

class ChoiceFieldTest extends FieldTypeContract<String> {

    ChoiceFieldTest() {
        super(new ChoiceField());
    }
}
