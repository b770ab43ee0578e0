package org.redeye.section.http.statics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpStaticDeclaration;
import org.redeye.testkit.SectionTypeContract;

class HttpStaticSectionTest extends SectionTypeContract {

    HttpStaticSectionTest() {
        super(new HttpStaticSection());
    }

    @Test
    void aFolderIsAtItsKey() throws IOException {
        assertThat(compile("http static:\n  static:\n  img: {folder: media/img, public: yes}\n"))
                .containsExactly(
                        new HttpStaticDeclaration(
                                "example/http static/static", "example", "static", "static", Audience.of(Role.VIEWER)),
                        new HttpStaticDeclaration(
                                "example/http static/img", "example", "img", "media/img", Audience.ANYBODY));
    }
}
