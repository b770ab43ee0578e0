package org.redeye.field.list;

import java.util.List;
import org.redeye.testkit.FieldTypeContract;

class ListFieldTest extends FieldTypeContract<List<Object>> {

    ListFieldTest() {
        super(new ListField());
    }
}
