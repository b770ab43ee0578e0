package org.redeye.section.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.testkit.SectionTypeContract;

class ChannelsSectionTest extends SectionTypeContract {

    ChannelsSectionTest() {
        super(new ChannelsSection());
    }

    @Test
    void givesTheNotifierItsOwnFieldsOnly() throws IOException {
        assertThat(compile("channels: {mail: {title: Mail, notifier: email, server: mx, port: 25}}"))
                .isEqualTo(List.of(new ChannelDeclaration(
                        "example/channels/mail",
                        "example",
                        "mail",
                        "Mail",
                        "email",
                        Map.of("server", "mx", "port", "25"))));
    }

    @Test
    void isCalledByItsNameIfItHasNoTitle() throws IOException {
        assertThat(compile("channels: {hook: {notifier: webhook}}"))
                .extracting(channel -> ((ChannelDeclaration) channel).title())
                .containsExactly("hook");
    }
}
