package org.redeye.widget.alert.list;

import org.redeye.testkit.WidgetContract;

class AlertListTest extends WidgetContract {}
