package org.redeye.section.pages;

import org.redeye.testkit.SectionTypeContract;

class PagesSectionTest extends SectionTypeContract {

    PagesSectionTest() {
        super(new PagesSection());
    }
}
