package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.rule.Rules;

/** Completes the ids of rules. */
@Service
public final class RuleCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, Rules.class, rules -> rules.list().stream()
                        .map(RuleStatus::id)
                        .toList())
                .orElse(List.of());
    }
}
