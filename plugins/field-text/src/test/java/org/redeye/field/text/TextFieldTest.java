package org.redeye.field.text;

import org.redeye.testkit.FieldTypeContract;

class TextFieldTest extends FieldTypeContract<String> {

    TextFieldTest() {
        super(new TextField());
    }
}
