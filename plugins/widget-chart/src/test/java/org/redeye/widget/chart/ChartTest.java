package org.redeye.widget.chart;

import org.redeye.testkit.WidgetContract;

class ChartTest extends WidgetContract {}
