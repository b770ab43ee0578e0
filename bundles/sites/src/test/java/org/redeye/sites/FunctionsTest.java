package org.redeye.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.sites.Web.Got;

class FunctionsTest {

    private static final Schema ORDERS = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("Its \"number\"")
                            .required(true)
                            .build(),
                    FieldSpec.of("count", "number")
                            .range("1", "9")
                            .def("1")
                            .unit("pieces")
                            .build(),
                    FieldSpec.of("kind", "choice")
                            .choices(List.of("new", "old"))
                            .build(),
                    FieldSpec.of("fast", "boolean").build(),
                    FieldSpec.of("key", "secret").build(),
                    FieldSpec.of("lines", "list").build(),
                    FieldSpec.of("host", "reference").target("hosts").build())
            .below(IndexLayer.group("group"), IndexLayer.key("name"))
            .with(
                    new FieldSet("Order", List.of("name", "count", "kind", "fast")),
                    new FieldSet("Rest", List.of("key", "lines", "host")));

    @TempDir
    private Path folder;

    private Web web;

    @BeforeEach
    void open() {
        web = new Web(folder);
        web.trusted.add("shop");
    }

    private static HttpRpcDeclaration function(String name, String form, Audience audience) {
        return new HttpRpcDeclaration("shop/http rpc/" + name, "shop", name, "scripts/" + name + ".py", form, audience);
    }

    private void withOrders() {
        web.schemas.put("shop/orders", ORDERS);
        web.items.put(
                "shop/hosts",
                List.of(new Item(
                        "shop",
                        "hosts",
                        List.of("lan", "db1"),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Position.NONE,
                        Map.of())));
        web.declare(function("save", "orders", Audience.of(Role.OPERATOR)));
    }

    @Test
    void theAnswerSaysWhatShallStandInWhichElement() {
        web.declare(function("total", "", Audience.of(Role.OPERATOR)));
        web.programAnswers("{\"total\":12,\"note\":\"<b>\",\"list\":{\"html\":\"<li>1\"},\"errors\":{}}");
        Got got = web.call(Role.OPERATOR, "/site/shop/rpc/total?day=1", "{\"a\":\"1\",\"b\":[\"2\"]}");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("{\"total\":\"12\",\"note\":\"<b>\",\"list\":{\"html\":\"<li>1\"}}");
        assertThat(got.headers()).containsEntry("Content-Type", "application/json");
        assertThat(web.called.orElseThrow().input())
                .isEqualTo(
                        "{\"method\":\"POST\",\"base\":\"/site/shop/\",\"path\":\"rpc/total\","
                                + "\"function\":\"total\",\"query\":{\"day\":\"1\"},"
                                + "\"user\":{\"name\":\"operator\",\"role\":\"operator\"},\"form\":{\"a\":\"1\",\"b\":[\"2\"]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|it must answer a map",
                "{\"a\":{\"html\":\"x\",\"script\":\"y\"}}|'a' must be a text, or a map with nothing but 'html'.",
                "{\"a\":[1]}|'a' must be a text, or a map with nothing but 'html'.",
                "{\"errors\":{\"a\":1}}|'errors' must be a map: by field what is wrong with it."
            })
    void aWrongAnswerIsToldInWords(String answer, String words) {
        web.declare(function("total", "", Audience.of(Role.OPERATOR)));
        web.programAnswers(answer);
        Got got = web.call(Role.OPERATOR, "/site/shop/rpc/total", "{}");
        assertThat(got.status()).isEqualTo(502);
        assertThat(got.body()).contains(words);
    }

    @Test
    void errorsOfTheProgramAreToldByField() {
        web.declare(function("save", "", Audience.of(Role.OPERATOR)));
        web.programAnswers("{\"errors\":{\"name\":\"There is such a one.\"}}");
        Got got = web.call(Role.OPERATOR, "/site/shop/rpc/save", "{\"name\":\"a\"}");
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.body()).isEqualTo("{\"errors\":{\"name\":\"There is such a one.\"}}");
    }

    @Test
    void whatDoesNotFitTheFormIsToldAndTheProgramIsNotAsked() {
        withOrders();
        web.programAnswers("{}");
        Got got = web.call(
                Role.OPERATOR,
                "/site/shop/rpc/save",
                "{\"group\":\"a\",\"count\":\"10\",\"kind\":\"odl\",\"host\":\"lan/db2\",\"fast\":\"\",\"lines\":\"\"}");
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.json().get("errors").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("name", "count", "kind", "host");
        assertThat(got.json().at("/errors/count").asText()).contains("must be at most 9");
        assertThat(got.json().at("/errors/kind").asText()).contains("Did you mean 'old'?");
        assertThat(got.json().at("/errors/host").asText()).contains("lan/db1");
        assertThat(web.called).isEmpty();
    }

    @Test
    void whatFitsTheFormReachesTheProgramAsTyped() {
        withOrders();
        web.programAnswers("{\"done\":\"yes\"}");
        Got got = web.ask("POST", "/site/shop/rpc/save")
                .as(Role.OPERATOR)
                .body("application/x-www-form-urlencoded", "group=a&name=o%2B1&count=3&lines=x%0Ay&host=lan%2Fdb1")
                .get();
        assertThat(got.body()).isEqualTo("{\"done\":\"yes\"}");
        assertThat(web.called.orElseThrow().input()).contains("\"name\":\"o+1\"", "\"lines\":\"x\\ny\"");
    }

    @Test
    void unknownFieldsAreRefused() {
        withOrders();
        Got got = web.call(Role.OPERATOR, "/site/shop/rpc/save", "{\"group\":\"a\",\"name\":\"b\",\"cuont\":\"1\"}");
        assertThat(got.json().at("/errors/").asText()).contains("cuont");
    }

    @Test
    void theFormIsMadeOfTheSchema() {
        withOrders();
        web.declare(PagesTest.page("shop", "new", "%(form:save)s%(form:none)s"));
        String html = web.get(Role.VIEWER, "/site/shop/new?name=%22%3E%3Cb%3E&key=geheim&kind=old")
                .body();
        assertThat(html)
                .startsWith("<form class=\"rem-form\" data-rpc=\"save\" novalidate>")
                .contains("name=\"group\"", "<legend>Order</legend>", "<legend>Rest</legend>")
                .contains("name=\"name\"", "value=\"&quot;&gt;&lt;b&gt;\"", "Its &quot;number&quot;")
                .contains("<option value=\"old\" selected>", "<textarea", "inputmode=\"decimal\"", "(pieces)")
                .contains("<input type=\"password\"", "<option value=\"lan/db1\">")
                .contains("data-error-for=\"count\"")
                .contains("--(form:none)s--")
                .doesNotContain("geheim");
        assertThat(html.indexOf("name=\"count\""))
                .isBetween(html.indexOf("name=\"name\""), html.indexOf("name=\"key\""));
    }

    @Test
    void aRoleAndAMethodAreAsked() {
        web.declare(function("total", "", Audience.of(Role.OPERATOR)));
        web.programAnswers("{}");
        assertThat(web.call(Role.VIEWER, "/site/shop/rpc/total", "{}").status()).isEqualTo(403);
        Got got = web.get(Role.OPERATOR, "/site/shop/rpc/total");
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.headers()).containsEntry("Allow", "POST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"application/json|{|400", "application/json|[]|400", "text/plain|a|415", "application/json| |200"})
    void aBodyThatCannotBeReadIsRefused(String type, String body, int status) {
        web.declare(function("total", "", Audience.of(Role.OPERATOR)));
        web.programAnswers("{}");
        Got got = web.ask("POST", "/site/shop/rpc/total")
                .as(Role.OPERATOR)
                .body(type, body == null ? "" : body)
                .get();
        assertThat(got.status()).isEqualTo(status);
    }

    @Test
    void aBodyHasABound() {
        web.declare(function("total", "", Audience.ANYBODY));
        String body = "{\"a\":\"" + "x".repeat(FunctionAnswers.LARGEST) + "\"}";
        assertThat(web.ask("POST", "/site/shop/rpc/total")
                        .body("application/json", body)
                        .get()
                        .status())
                .isEqualTo(413);
    }
}
