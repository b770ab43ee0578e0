package org.redeye.widget.table;

import org.redeye.testkit.WidgetContract;

class TableTest extends WidgetContract {}
