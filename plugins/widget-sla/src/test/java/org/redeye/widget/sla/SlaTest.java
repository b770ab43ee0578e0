package org.redeye.widget.sla;

import org.redeye.testkit.WidgetContract;

class SlaTest extends WidgetContract {}
