package org.redeye.shell;

import java.time.Instant;
import java.util.Map;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.Shift;

/** The shapes of the REST interface for who is on call. */
final class OnCallShapes {
    private OnCallShapes() {}

    static Map<String, Object> holding(Holding holding, String title) {
        Map<String, Object> json = Json.object(
                "role", holding.role(),
                "title", title,
                "people",
                        holding.people().stream()
                                .map(person -> Json.object("name", person.name(), "title", person.title()))
                                .toList(),
                "because", holding.because());
        holding.until().ifPresent(until -> json.put("until", until.toEpochMilli()));
        return json;
    }

    static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = Json.object("subject", finding.subject());
        finding.from().map(Instant::toEpochMilli).ifPresent(from -> json.put("from", from));
        finding.until().map(Instant::toEpochMilli).ifPresent(until -> json.put("until", until));
        json.put("text", finding.text());
        return json;
    }

    static Map<String, Object> shift(Shift shift, OnCall onCall) {
        return Json.object(
                "person", shift.person(),
                "title",
                        onCall.person(shift.person())
                                .map(person -> person.title())
                                .orElse(shift.person()),
                "from", shift.from().toEpochMilli(),
                "until", shift.until().toEpochMilli(),
                "layer", shift.layer(),
                "because", shift.because());
    }
}
