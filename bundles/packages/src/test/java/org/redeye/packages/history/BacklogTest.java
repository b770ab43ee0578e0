package org.redeye.packages.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.packages.Change;

class BacklogTest {

    private static Entry entry(String name, int number, String why) {
        return new Entry(
                Instant.EPOCH,
                name,
                Optional.of("text " + (number - 1)),
                Optional.of("text " + number),
                Change.by("anne").saying("change " + number).because(why),
                false);
    }

    @Test
    void tooManyAreJoinedAndEveryWordStays() {
        var backlog = new Backlog(3, (older, later, joined) -> {});
        backlog.add(entry("b", 1, ""));
        backlog.add(entry("a", 1, "the first why"));
        backlog.add(entry("a", 2, ""));
        backlog.add(entry("a", 3, "the last why"));

        assertThat(backlog.all())
                .extracting(entry -> entry.change().message())
                .containsExactly("change 1", "change 2", "change 3");
        Entry joined = backlog.all().get(1);
        assertThat(joined.before()).hasValue("text 0");
        assertThat(joined.after()).hasValue("text 2");
        assertThat(joined.change().why())
                .isEqualTo("Together with: change 1 (anne, 1970-01-01T00:00:00Z)\n\nthe first why");
        assertThat(backlog.merged()).isEqualTo(1);
    }

    @Test
    void thePackagesThemselvesAreTheBoundWhereNoneCanBeJoined() {
        var backlog = new Backlog(2, (older, later, joined) -> {});
        for (int i = 0; i < 5; i++) {
            backlog.add(entry("p" + i, 1, ""));
        }
        assertThat(backlog.size()).isEqualTo(5);
        backlog.add(entry("p0", 2, "x".repeat(Change.MAX_WHY)));
        assertThat(backlog.size()).isEqualTo(5);
        assertThat(backlog.all().get(4).change().why()).hasSize(Change.MAX_WHY).endsWith("…");
    }
}
