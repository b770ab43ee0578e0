package org.redeye.field.url;

import java.net.URI;
import org.redeye.testkit.FieldTypeContract;

class UrlFieldTest extends FieldTypeContract<URI> {

    UrlFieldTest() {
        super(new UrlField());
    }
}
