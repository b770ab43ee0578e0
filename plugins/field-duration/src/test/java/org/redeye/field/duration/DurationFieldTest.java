package org.redeye.field.duration;

import java.time.Duration;
import org.redeye.testkit.FieldTypeContract;

class DurationFieldTest extends FieldTypeContract<Duration> {

    DurationFieldTest() {
        super(new DurationField());
    }
}
