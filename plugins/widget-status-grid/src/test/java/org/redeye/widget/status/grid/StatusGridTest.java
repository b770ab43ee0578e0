package org.redeye.widget.status.grid;

import org.redeye.testkit.WidgetContract;

class StatusGridTest extends WidgetContract {}
