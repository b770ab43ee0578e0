package org.redeye.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.redeye.api.graph.Picture;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notifier;
import org.redeye.api.schema.Schema;
import org.redeye.testkit.ApiExports;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeNotifierContext;
import org.redeye.testkit.RawYaml;
import org.redeye.testkit.SampleNotices;

/** The bundle in a framework, with nothing but the API and what it brings: a mail of all parts arrives. */
@Timeout(60)
class BundleTest {

    @Test
    void sendsWithWhatItBrings(@TempDir Path cache) throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "osgi.extender;osgi.extender=osgi.component;version:Version=1.5",
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        ApiExports.header(),
                        "felix.log.level",
                        "1"));
        framework.start();
        try {
            Bundle bundle = framework
                    .getBundleContext()
                    .installBundle("reference:file:" + Path.of("target/classes").toAbsolutePath() + "/");
            Class<?> inside = bundle.loadClass(EmailNotifier.class.getName());
            assertThat(inside).isNotSameAs(EmailNotifier.class);

            Delivery delivery = send(inside, mail.getSmtp().getPort());

            assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.SENT);
            var parts = (Multipart) mail.getReceivedMessages()[0].getContent();
            assertThat(((Multipart) parts.getBodyPart(1).getContent()).getCount())
                    .isEqualTo(2);
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
            mail.stop();
        }
    }

    @SuppressWarnings("unchecked") // the record is of the class that the notifier itself names
    private static Delivery send(Class<?> inside, int port) throws Exception {
        var notifier = (Notifier<Record>) inside.getConstructor().newInstance();
        Class<? extends Record> type = Schema.configOf(inside).orElseThrow();
        Record config = FakeBinder.ofClassPath()
                .bind(
                        type,
                        RawYaml.map("{server: 127.0.0.1, port: " + port + ", security: none, from: rem@example.org}"));
        var picture = new Picture(new byte[] {1, 2, 3}, PictureFormat.PNG, "t", 0);
        return notifier.send(config, SampleNotices.opened("ann@example.org"), new FakeNotifierContext().with(picture))
                .toCompletableFuture()
                .get();
    }
}
