package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration.Selector;

/** The index finds the rules that are found by asking each. */
class IndexTest {

    @Provide
    Arbitrary<List<Selector>> selectors() {
        Arbitrary<String> patterns = Arbitraries.strings()
                .withChars('a', 'b', '/', '*', '?')
                .ofMinLength(1)
                .ofMaxLength(5);
        Arbitrary<String> metrics = Arbitraries.of("", "m", "n", "*", "m*", "?");
        return Combinators.combine(patterns.list().ofMinSize(1).ofMaxSize(3), metrics)
                .as((checks, metric) -> new Selector(checks, metric, "", List.of()))
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> checks() {
        return Arbitraries.strings().withChars('a', 'b', '/').ofMinLength(1).ofMaxLength(6);
    }

    @Property(tries = 500)
    void findsWhatAskingEachFinds(
            @ForAll("selectors") List<Selector> selectors,
            @ForAll("checks") String check,
            @ForAll("checks") String other) {
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < selectors.size(); i++) {
            rules.add(new Rule(
                    World.rule("r" + i, selectors.get(i), new Criterion.Above(1, 1), World.NONE, World.NONE), 0));
        }
        var index = new Index(rules);
        for (String metric : List.of("", "m", "mm", "n", other)) {
            List<Rule> each = rules.stream()
                    .filter(rule -> rule.declaration.selector().states() == metric.isEmpty())
                    .filter(rule -> rule.fits(check) && rule.fits(metric, "", ""))
                    .toList();
            assertThat(index.find(check, metric, "", "")).containsExactlyInAnyOrderElementsOf(each);
            boolean some = rules.stream().anyMatch(rule -> rule.fits(metric, "", ""));
            assertThat(index.watches(metric)).as(metric).isEqualTo(some);
        }
    }
}
