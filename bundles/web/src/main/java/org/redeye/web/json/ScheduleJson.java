package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.WallClock;

/**
 * Who has the shift, by layers.
 *
 * @param packageName in JSON {@code package}: who declares it
 * @param layers from the lowest to the highest
 */
public record ScheduleJson(
        String id,
        @JsonProperty("package") String packageName,
        String name,
        String title,
        String zone,
        List<LayerJson> layers) {

    /**
     * A rotation.
     *
     * @param people in the order of their turns
     * @param turns those of them who join or leave at a time
     * @param unit what a turn is counted in: {@code hours}, {@code days}, {@code weekdays}, {@code weeks}
     * @param start by the clock on the wall
     * @param days such as {@code mon,tue}; empty for all
     * @param from time of day; left out for the whole day
     * @param until time of day; left out for the whole day
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LayerJson(
            String name,
            List<String> people,
            List<TurnJson> turns,
            String unit,
            int length,
            String start,
            String days,
            @Nullable String from,
            @Nullable String until) {

        static LayerJson of(Layer layer) {
            return new LayerJson(
                    layer.name(),
                    layer.turns().stream().map(Turn::person).toList(),
                    layer.turns().stream()
                            .filter(turn ->
                                    turn.from().isPresent() || turn.until().isPresent())
                            .map(turn -> new TurnJson(turn.person(), text(turn.from()), text(turn.until())))
                            .toList(),
                    layer.unit().name().toLowerCase(Locale.ROOT),
                    layer.length(),
                    layer.start().toString(),
                    WallClock.text(layer.days()),
                    layer.from().map(LocalTime::toString).orElse(null),
                    layer.until().map(LocalTime::toString).orElse(null));
        }

        private static @Nullable String text(Optional<LocalDateTime> time) {
            return time.map(LocalDateTime::toString).orElse(null);
        }
    }

    /** When somebody takes part, by the clock on the wall. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TurnJson(
            String person, @Nullable String from, @Nullable String until) {}

    /** A schedule as it stands in lists. */
    public static ScheduleJson of(ScheduleDeclaration schedule) {
        return new ScheduleJson(
                schedule.id(),
                schedule.packageName(),
                schedule.name(),
                schedule.title(),
                schedule.zone().getId(),
                schedule.layers().stream().map(LayerJson::of).toList());
    }
}
