package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Held;
import org.redeye.api.alert.Hold;
import org.redeye.api.alert.Member;

/**
 * An alert. Times are milliseconds since the epoch; what there is not is left out.
 *
 * @param id its id
 * @param state open, acknowledged or resolved
 * @param severity info, warning or critical
 * @param title one line
 * @param role who is called; empty if nobody is
 * @param opened when it began
 * @param changed when anything last happened to it
 * @param resolved when it ended
 * @param acknowledgement who took it
 * @param assignee whom it was given to; empty if nobody
 * @param members its conditions; in lists the first {@value #FEW}
 * @param count how many conditions it has
 * @param firing how many of them are out of order
 * @param notices how many notices were sent
 * @param next what is planned next
 * @param version greater after each change
 * @param holds the first conditions of other alerts that nobody is called about because of this one; not in lists
 * @param holdsCount how many there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertJson(
        String id,
        String state,
        String severity,
        String title,
        String role,
        long opened,
        long changed,
        @Nullable Long resolved,
        @Nullable AcknowledgementJson acknowledgement,
        String assignee,
        List<MemberJson> members,
        int count,
        int firing,
        int notices,
        @Nullable NextJson next,
        long version,
        @Nullable List<HeldJson> holds,
        @Nullable Integer holdsCount) {

    /** So many members are told of in lists. */
    public static final int FEW = 5;

    /** As it stands in lists. */
    public static AlertJson brief(Alert alert) {
        return of(alert, FEW, null);
    }

    /** With all its members, and what is held because of it. */
    public static AlertJson full(Alert alert, List<Held> holds) {
        return of(alert, Alert.MOST_MEMBERS, holds);
    }

    private static AlertJson of(Alert alert, int members, @Nullable List<Held> holds) {
        return new AlertJson(
                alert.id(),
                alert.state().word(),
                alert.severity().word(),
                alert.title(),
                alert.role(),
                alert.opened().toEpochMilli(),
                alert.changed().toEpochMilli(),
                alert.resolved().map(at -> at.toEpochMilli()).orElse(null),
                alert.acknowledgement().map(AcknowledgementJson::of).orElse(null),
                alert.assignee(),
                alert.members().stream().limit(members).map(MemberJson::of).toList(),
                alert.count(),
                alert.firing(),
                alert.notices(),
                alert.next()
                        .map(next -> new NextJson(next.at().toEpochMilli(), next.what()))
                        .orElse(null),
                alert.version(),
                holds == null
                        ? null
                        : holds.stream()
                                .limit(Alert.MOST_MEMBERS)
                                .map(HeldJson::of)
                                .toList(),
                holds == null ? null : holds.size());
    }

    /**
     * A condition of another alert that is held because of this one.
     *
     * @param alert the id of its alert
     * @param role who would be called
     * @param key what it is about
     * @param subject the check, the series, or any name
     * @param title one line
     * @param because why it is held
     */
    public record HeldJson(String alert, String role, String key, String subject, String title, String because) {
        static HeldJson of(Held held) {
            Condition condition = held.member().condition();
            return new HeldJson(
                    held.alert(),
                    held.role(),
                    condition.key(),
                    condition.subject(),
                    condition.summary(),
                    held.member().hold().map(Hold::because).orElse(""));
        }
    }

    /**
     * Somebody's word that they take care of it.
     *
     * @param by who
     * @param at when
     * @param reason in their words
     * @param until when it ends by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AcknowledgementJson(
            String by, long at, String reason, @Nullable Long until) {
        static AcknowledgementJson of(Alert.Acknowledgement by) {
            return new AcknowledgementJson(
                    by.by(),
                    by.at().toEpochMilli(),
                    by.reason(),
                    by.until().map(at -> at.toEpochMilli()).orElse(null));
        }
    }

    /**
     * What is planned next.
     *
     * @param at when
     * @param what in words
     */
    public record NextJson(long at, String what) {}

    /**
     * Why nobody is called about a member.
     *
     * @param kind dependency, maintenance, silence or flapping
     * @param by what holds it
     * @param because why
     */
    public record HoldJson(String kind, String by, String because) {}

    /**
     * One condition.
     *
     * @param key what it is about
     * @param source the rule, or what else reports it
     * @param packageName in JSON {@code package}
     * @param subject the check, the series, or any name
     * @param host the host; empty if none
     * @param severity how bad it is
     * @param firing whether it is out of order
     * @param at since when
     * @param summary one line
     * @param text more lines
     * @param labels free words
     * @param links addresses by title
     * @param values what was measured
     * @param joined when it came to this alert
     * @param because why it belongs to it
     * @param hold what holds it
     * @param changes how often it went wrong and right
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MemberJson(
            String key,
            String source,
            @JsonProperty("package") String packageName,
            String subject,
            String host,
            String severity,
            boolean firing,
            long at,
            String summary,
            String text,
            Map<String, String> labels,
            Map<String, String> links,
            Map<String, Double> values,
            long joined,
            String because,
            @Nullable HoldJson hold,
            int changes) {

        static MemberJson of(Member member) {
            Condition condition = member.condition();
            return new MemberJson(
                    condition.key(),
                    condition.source(),
                    condition.packageName(),
                    condition.subject(),
                    condition.host(),
                    condition.severity().word(),
                    condition.firing(),
                    condition.at().toEpochMilli(),
                    condition.summary(),
                    condition.text(),
                    new TreeMap<>(condition.labels()),
                    new TreeMap<>(condition.links()),
                    new TreeMap<>(condition.values()),
                    member.joined().toEpochMilli(),
                    member.because(),
                    member.hold()
                            .map(hold -> new HoldJson(hold.kind().word(), hold.by(), hold.because()))
                            .orElse(null),
                    member.changes());
        }
    }
}
