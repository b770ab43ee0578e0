package org.redeye.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Channels;

/** {@code rem:channel-list} */
@Service
@Command(
        scope = "rem",
        name = "channel-list",
        description = "Lists by what people are called, and what cannot be used now")
public final class ChannelList extends RemCommand {

    private record Row(ChannelDeclaration channel, String reason) {

        String state() {
            return reason.isEmpty() ? "active" : "pending";
        }

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("id", channel.id());
            json.put("package", channel.packageName());
            json.put("name", channel.name());
            json.put("title", channel.title());
            json.put("notifier", channel.notifier());
            json.put("state", state());
            json.put("reason", reason);
            return json;
        }
    }

    @Override
    void run() throws Refusal {
        List<Row> rows = ask(Channels.class, "channels engine", channels -> channels.list().stream()
                .map(channel -> new Row(channel, channels.refuse(channel.packageName() + "/" + channel.name())))
                .toList());
        if (isJson()) {
            out().println(Json.text(Json.items(rows.stream().map(Row::json).toList())));
            return;
        }
        var table = table("No package declares a channel", "Name", "Package", "Title", "Notifier", "State", "Reason");
        for (Row row : rows) {
            ChannelDeclaration channel = row.channel();
            table.addRow()
                    .addContent(
                            channel.name(),
                            channel.packageName(),
                            channel.title(),
                            channel.notifier(),
                            row.state(),
                            row.reason());
        }
        print(table);
    }
}
