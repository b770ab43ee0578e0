package org.redeye.notifier.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.AlertState;
import org.redeye.api.notify.Notifier;
import org.redeye.testkit.HttpGateway;
import org.redeye.testkit.HttpNotifierContract;
import org.redeye.testkit.SampleNotices;

class AlertmanagerNotifierTest extends HttpNotifierContract<AlertmanagerConfig> {

    private final AlertmanagerNotifier notifier = new AlertmanagerNotifier();

    AlertmanagerNotifierTest() {
        super(AlertmanagerNotifier.class, AlertmanagerConfig.class);
    }

    @Override
    protected Notifier<AlertmanagerConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return "{url: \"" + gateway().url() + "/200/am/\", user: rem, password: sesame, labels: {cluster: north}}";
    }

    @Override
    protected String to() {
        return "";
    }

    @Override
    protected Optional<String> refuses() {
        gateway().answer("sesame is wrong");
        return Optional.of("{url: \"" + gateway().url() + "/400\"}");
    }

    @Test
    void sendsOneAlertForEachMember() throws Exception {
        send(works(), SampleNotices.opened(""));

        HttpGateway.Request request = gateway().requests().get(0);
        assertThat(request.path()).isEqualTo("/200/am/api/v2/alerts");
        assertThat(request.headers()).containsEntry("authorization", "Basic cmVtOnNlc2FtZQ==");
        JsonNode json = new ObjectMapper().readTree(request.body());
        assertThat(json).hasSize(6);
        JsonNode critical = json.get(2);
        assertThat(critical.get("labels").toString())
                .isEqualTo("{\"alertname\":\"down\",\"cluster\":\"north\",\"instance\":\"db1\",\"package\":\"shop\","
                        + "\"rule\":\"shop/rules/web/down\",\"severity\":\"critical\","
                        + "\"subject\":\"shop/checks/db/ping@db1\",\"team\":\"dba\"}");
        assertThat(critical.get("startsAt").textValue()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(critical.get("endsAt").textValue()).isEqualTo("2026-11-23T03:00:00Z");
        assertThat(critical.get("generatorURL").textValue()).endsWith("/alerts/A-7");
        for (int i : new int[] {0, 1, 3, 4, 5}) { // other severities, and the member that is in order again
            assertThat(json.get(i).get("endsAt").textValue()).isEqualTo("2026-11-22T03:00:00Z");
        }
    }

    @Test
    void endsAllWhenTheAlertIsOver() throws Exception {
        assertThat(SampleNotices.alert(AlertState.RESOLVED).firing()).isZero();
        send(works(), SampleNotices.resolved(""));
        JsonNode json = new ObjectMapper().readTree(lastBody());
        assertThat(json)
                .hasSize(6)
                .allMatch(alert -> alert.get("endsAt").textValue().equals("2026-11-22T03:00:00Z"));
    }
}
