package org.redeye.field.map;

import java.util.Map;
import org.redeye.testkit.FieldTypeContract;

class MapFieldTest extends FieldTypeContract<Map<String, Object>> {

    MapFieldTest() {
        super(new MapField());
    }
}
