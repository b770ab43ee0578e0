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

    @Test
    void aKeyThatNothingGivesIsToldWithItsPlace() throws IOException {
        assertThat(warnings("""
                        http pages:
                          hours:
                            data: {from: 9, till: 18}
                            template: |
                              <h1>%(title)s</h1>
                              <p>%(from)s to %(til)s, %(til)s, 100%%(x)s, %(query.day)s, %(rem.user)s, %(form:a)s</p>
                        """))
                .containsExactly(
                        "4:15 Nothing gives a value for '%(til)s' in line 2 of the template; the page will show"
                                + " --(til)s-- there. Give it in 'data'. Did you mean 'till'?");
    }

    @Test
    void whatAProgramOrAFileSaysIsNotGuessed() throws IOException {
        assertThat(warnings("http pages:\n  a: {template: \"<p>%(n)s</p>\", script: a.py}\n  b: {template: b.html}\n"))
                .isEmpty();
    }
}
