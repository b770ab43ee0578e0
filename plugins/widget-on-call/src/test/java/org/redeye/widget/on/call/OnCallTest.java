package org.redeye.widget.on.call;

import org.redeye.testkit.WidgetContract;

class OnCallTest extends WidgetContract {}
