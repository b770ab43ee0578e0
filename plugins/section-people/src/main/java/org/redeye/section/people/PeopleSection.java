package org.redeye.section.people;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.alert.Severity;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.WallClock;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** Who may be called, and how each of them is reached. */
@Component
@Plugin(kind = "section", id = "people", title = "People", help = "Who may be called and how they are reached")
public final class PeopleSection implements SectionType {

    private static final String CONTACTS = "contacts";
    private static final List<String> SEVERITIES = List.of("info", "warning", "critical");

    private static final Schema CONTACT = Schema.fields(
                    FieldSpec.of("name", "text").help("The key it has").build(),
                    FieldSpec.of("channel", "text")
                            .help("The channel that carries it")
                            .required(true)
                            .build(),
                    FieldSpec.of("to", "text")
                            .help("The address there: a mail address, a number; nothing if the channel needs none")
                            .build(),
                    FieldSpec.of("after", "duration")
                            .help("How long after the person's turn began it is used")
                            .def("0s")
                            .range("0s", "24h")
                            .build(),
                    FieldSpec.of("severity", "choice")
                            .help("It is used from this severity on")
                            .choices(SEVERITIES)
                            .def("info")
                            .build(),
                    FieldSpec.of("quiet", "list")
                            .help(
                                    "When it is not used, in the person's time zone, such as 22:00-07:00 or sat,sun 00:00-24:00")
                            .element(FieldSpec.of("", "text").build())
                            .range("0", "50")
                            .build(),
                    FieldSpec.of("loud", "choice")
                            .help("From this severity on it is used in quiet times too")
                            .choices(SEVERITIES)
                            .def("critical")
                            .build())
            .below(IndexLayer.key("name"));

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name others refer to; unique within the package")
                            .pattern("[^/\\s](?:[^/]{0,98}[^/\\s])?")
                            .build(),
                    FieldSpec.of("title", "text").help("The name for people").build(),
                    FieldSpec.of("user", "text")
                            .help("The user of the console who they are")
                            .build(),
                    FieldSpec.of("zone", "text")
                            .help("The time zone they live in, such as Europe/Prague")
                            .def("UTC")
                            .build())
            .below(IndexLayer.group("group"), IndexLayer.key("name"))
            .with(new FieldSet("Person", List.of("name", "title", "user", "zone")))
            .with(CONTACTS, CONTACT);

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        String name = item.text("name");
        context.first(item.section(), "name", name)
                .filter(first -> !first.path().equals(item.path()))
                .ifPresent(first -> context.problem(
                        item,
                        "name",
                        "A person named '" + name + "' stands at " + first.position()
                                + " already; names are unique within a package.",
                        ""));
        List<Contact> contacts = item.nested().getOrDefault(CONTACTS, List.of()).stream()
                .map(contact -> contact(contact, context))
                .sorted(Comparator.comparing(Contact::after))
                .toList();
        if (contacts.isEmpty()) {
            context.warning(item, "", "'" + name + "' has no contacts, so nobody can call them.", "");
        }
        String title = item.text("title").isEmpty() ? name : item.text("title");
        return List.of(new PersonDeclaration(
                item.id(), item.packageName(), name, title, item.text("user"), zone(item, context), contacts));
    }

    private static ZoneId zone(Item item, CompileContext context) {
        try {
            return WallClock.zone(item.text("zone"));
        } catch (IllegalArgumentException e) {
            context.problem(item, "zone", "'zone' " + e.getMessage(), "");
            return ZoneOffset.UTC;
        }
    }

    private static Contact contact(Item item, CompileContext context) {
        unknownChannel(item, context);
        return new Contact(
                item.key(),
                item.text("channel"),
                item.text("to"),
                item.value("after", Duration.class, Duration.ZERO),
                severity(item, "severity"),
                quiet(item, context),
                severity(item, "loud"));
    }

    /** A channel may be another package's; within a package that has channels, a name that is not there is probably a slip. */
    private static void unknownChannel(Item item, CompileContext context) {
        List<String> channels =
                context.items("channels").stream().map(Item::key).toList();
        String channel = item.text("channel");
        if (!channels.isEmpty() && !channel.isEmpty() && !channel.contains("/") && !channels.contains(channel)) {
            context.warning(
                    item,
                    "channel",
                    "There is no channel '" + channel + "' in this package.",
                    Nearest.to(channel, channels));
        }
    }

    private static List<Contact.Quiet> quiet(Item item, CompileContext context) {
        var quiet = new ArrayList<Contact.Quiet>();
        for (Object text : item.value("quiet", List.class, List.of())) {
            try {
                quiet.add(WallClock.quiet(text.toString()));
            } catch (IllegalArgumentException e) {
                context.problem(item, "quiet", "'quiet' " + e.getMessage(), "");
            }
        }
        return quiet;
    }

    private static Severity severity(Item item, String field) {
        return Severity.valueOf(item.text(field).toUpperCase(Locale.ROOT));
    }
}
