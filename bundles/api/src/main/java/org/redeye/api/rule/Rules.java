package org.redeye.api.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rules engine: tests samples and states as they come, and tells the alerts engine. Thread-safe; lists are snapshots.
 *
 * <p>After a rule changes its state for a subject an event of the type {@code rule} is published with {@code id, subject, state,
 * value, text}, and the state is appended to the series {@code rule-id:state[subject]} (0 in order, 1 pending, 2 firing).
 */
@ProviderType
public interface Rules {

    /** All rules, ordered by id. */
    List<RuleStatus> list();

    /** One rule. */
    Optional<RuleStatus> find(String id);

    /**
     * Reads a rule as {@code section:rules} would, without declaring it: for who works on one.
     *
     * @param packageName the package it would stand in
     * @param fields raw values by the names they have in YAML, see {@link org.redeye.api.schema.FieldType}
     * @throws org.redeye.api.packages.PackageException INVALID with all problems found; UNAVAILABLE without section:rules
     */
    RuleDeclaration draft(String packageName, Map<String, Object> fields);

    /**
     * Replays a rule over stored history; it need not be declared. Sends nothing and changes nothing. Takes as long as reading the
     * history does, at most a minute.
     *
     * @throws IllegalArgumentException if the stretch is empty, longer than 366 days, or an expression is wrong
     * @throws org.redeye.api.store.StoreException if the history cannot be read
     */
    Rehearsal rehearse(RuleDeclaration rule, Instant from, Instant to);
}
