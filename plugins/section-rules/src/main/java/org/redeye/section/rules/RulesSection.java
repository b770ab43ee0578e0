package org.redeye.section.rules;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.alert.Severity;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleDeclaration.Response;
import org.redeye.api.rule.RuleDeclaration.Selector;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** When something is out of order. An item is one rule, which watches every check or series that it selects. */
@Component
@Plugin(kind = "section", id = "rules", title = "Rules", help = "When something is out of order")
public final class RulesSection implements SectionType {

    private static final Schema SCHEMA = Fields.schema();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        var review = new Review(item, context);
        Optional<Criterion> criterion = new Criteria(item, review).read();
        Map<String, String> labels = texts(item, "labels");
        review.selector();
        review.window();
        review.texts(labels, texts(item, "links"));
        if (criterion.isEmpty() || review.failed() || !item.value("enabled", Boolean.class, true)) {
            return List.of();
        }
        Duration over = item.value("over", Duration.class, Duration.ZERO);
        return List.of(new RuleDeclaration(
                item.id(),
                item.packageName(),
                item.text("title").isEmpty() ? item.key() : item.text("title"),
                new Selector(list(item, "checks"), item.text("metric"), item.text("item"), list(item, "hosts")),
                criterion.get(),
                over,
                aggregate(item, over),
                item.value("for", Duration.class, Duration.ZERO),
                item.value("clear", Duration.class, Duration.ZERO),
                Severity.valueOf(item.text("severity").toUpperCase(Locale.ROOT)),
                item.text("role"),
                item.text("summary"),
                item.text("text"),
                labels,
                texts(item, "links"),
                response(item)));
    }

    private static Aggregate aggregate(Item item, Duration over) {
        if (item.text("aggregate").isEmpty()) {
            return over.isZero() ? Aggregate.LAST : Aggregate.AVERAGE;
        }
        return Aggregate.valueOf(item.text("aggregate").toUpperCase(Locale.ROOT));
    }

    private static Optional<Response> response(Item item) {
        return item.text("run").isEmpty()
                ? Optional.empty()
                : Optional.of(new Response(
                        item.text("run"),
                        item.value("runs per hour", Number.class, 10).intValue(),
                        item.value("run on recovery", Boolean.class, false)));
    }

    private static List<String> list(Item item, String field) {
        List<?> values = item.value(field, List.class, List.of());
        return values.stream().map(Object::toString).toList();
    }

    private static Map<String, String> texts(Item item, String field) {
        var texts = new TreeMap<String, String>();
        Map<?, ?> values = item.value(field, Map.class, Map.of());
        values.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }
}
