package org.redeye.section.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.schema.Position;
import org.redeye.api.section.Item;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeCompileContext;
import org.redeye.testkit.FakePluginRegistry;
import org.redeye.testkit.SectionTypeContract;

class PagesSectionTest extends SectionTypeContract {

    PagesSectionTest() {
        super(new PagesSection());
    }

    @Test
    void pagesOfSeveralInstancesHaveAddressesOfTheirOwn() {
        assertThat(address("pages")).isEqualTo("monitor");
        assertThat(address("north/pages")).isEqualTo("north-monitor");
        assertThat(address("plans/tester/tester1/pages")).isEqualTo("plans-tester-tester1-monitor");
    }

    private static String address(String section) {
        var item = new Item("shop", section, List.of("monitor"), Map.of(), Map.of(), Map.of(), Position.NONE, Map.of());
        var plugins = new FakePluginRegistry();
        var context = new FakeCompileContext(Map.of(), plugins, new FakeBinder(Map.of(), Map.of()));
        return ((PageDeclaration) new PagesSection().compile(item, context).get(0)).name();
    }
}
