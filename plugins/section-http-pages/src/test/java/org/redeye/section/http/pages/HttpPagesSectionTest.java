package org.redeye.section.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.testkit.SectionTypeContract;

class HttpPagesSectionTest extends SectionTypeContract {

    HttpPagesSectionTest() {
        super(new HttpPagesSection());
    }

    @Test
    void aPageIsAtItsKeyAndForWhoIsSignedIn() throws IOException {
        assertThat(compile("http pages:\n  orders: {template: \"<p>%(n)s</p>\", data: {n: 3}}\n"))
                .containsExactly(new HttpPageDeclaration(
                        "example/http pages/orders",
                        "example",
                        "orders",
                        "orders",
                        "<p>%(n)s</p>",
                        "",
                        Map.of("n", "3"),
                        Audience.of(Role.VIEWER)));
    }

    @Test
    void theIndexIsTheFrontPage() throws IOException {
        assertThat(compile("http pages:\n  index: {template: a.html, public: yes}\n"))
                .singleElement()
                .isInstanceOfSatisfying(HttpPageDeclaration.class, page -> {
                    assertThat(page.path()).isEmpty();
                    assertThat(page.isInline()).isFalse();
                    assertThat(page.audience()).isEqualTo(Audience.ANYBODY);
                });
    }
}
