package org.redeye.section.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.site.SiteDeclaration;
import org.redeye.testkit.SectionTypeContract;

class SitesSectionTest extends SectionTypeContract {

    SitesSectionTest() {
        super(new SitesSection());
    }

    @Test
    void sitesKeepTheirOrder() throws IOException {
        assertThat(compile("sites:\n"
                        + "  b: {aliases: [B.example], mount: {/: [shop, base], /admin: desk}}\n"
                        + "  a: {mount: {/: [shop]}}\n"))
                .containsExactly(
                        new SiteDeclaration(
                                "example/sites/b",
                                "example",
                                "b",
                                0,
                                List.of("b.example"),
                                Map.of("/", List.of("shop", "base"), "/admin", List.of("desk"))),
                        new SiteDeclaration(
                                "example/sites/a", "example", "a", 1, List.of(), Map.of("/", List.of("shop"))));
    }
}
