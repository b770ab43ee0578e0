package org.redeye.field.number;

import java.math.BigDecimal;
import org.redeye.testkit.FieldTypeContract;

class NumberFieldTest extends FieldTypeContract<BigDecimal> {

    NumberFieldTest() {
        super(new NumberField());
    }
}
