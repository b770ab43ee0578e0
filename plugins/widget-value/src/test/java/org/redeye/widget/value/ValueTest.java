package org.redeye.widget.value;

import org.redeye.testkit.WidgetContract;

class ValueTest extends WidgetContract {}
