package org.redeye.section.http.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.testkit.SectionTypeContract;

class HttpRpcSectionTest extends SectionTypeContract {

    HttpRpcSectionTest() {
        super(new HttpRpcSection());
    }

    @Test
    void aFunctionIsForOperatorsUnlessItSaysOtherwise() throws IOException {
        assertThat(compile("http rpc:\n  a: {script: s/a.py}\n  b: {script: s/b.py, form: jobs, public: yes}\n"))
                .containsExactly(
                        new HttpRpcDeclaration(
                                "example/http rpc/a", "example", "a", "s/a.py", "", Audience.of(Role.OPERATOR)),
                        new HttpRpcDeclaration(
                                "example/http rpc/b", "example", "b", "s/b.py", "jobs", Audience.ANYBODY));
    }
}
