package org.redeye.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void takesACommandWithoutAScopeForOneOfOurs() {
        assertThat(CommandLine.of("check-list", "--json"))
                .isEqualTo(new CommandLine("rem:check-list --json", Map.of()));
        assertThat(CommandLine.of("rem:check-list").text()).isEqualTo("rem:check-list");
        assertThat(CommandLine.of("bundle:list").text()).isEqualTo("bundle:list");
    }

    @Test
    void leavesIdsReadable() {
        assertThat(CommandLine.of("check-run", "system_monitor/checks/web/home@local:total_seconds"))
                .isEqualTo(
                        new CommandLine("rem:check-run system_monitor/checks/web/home@local:total_seconds", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "", "$HOME", "50%", "it's", "\"", "\\", ";", "|", "{x}", "`ls`", "ü", "a\nb", "*", "~"})
    void keepsOtherWordsOutOfTheShellsReach(String word) {
        assertThat(CommandLine.of("package-apply", word, "--dry-run"))
                .isEqualTo(new CommandLine("rem:package-apply $word1 --dry-run", Map.of("word1", word)));
    }
}
