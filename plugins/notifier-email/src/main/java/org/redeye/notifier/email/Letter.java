package org.redeye.notifier.email;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.Optional;
import org.redeye.api.alert.Alert;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.Notification;

/**
 * A mail with an identity of its own: the same notice has the same {@code Message-ID} at each try, and what is about one alert
 * refers to one root, which no mail is itself, so that each receiver has one thread whichever mails they get.
 */
final class Letter extends MimeMessage {

    private static final String UTF8 = "UTF-8";

    private final String id;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Letter of(Session session, EmailConfig config, Notification notification, Optional<Picture> picture)
            throws MessagingException {
        String domain = Addresses.domain(config.from());
        var letter = new Letter(session, "<" + notification.key() + "@" + domain + ">");
        try {
            letter.setFrom(new InternetAddress(config.from(), "Red Eye Monitor", UTF8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has " + UTF8, e);
        }
        if (!config.replyTo().isEmpty()) {
            letter.setReplyTo(new InternetAddress[] {new InternetAddress(config.replyTo())});
        }
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(notification.to()));
        letter.setSubject(Lines.subject(notification), UTF8);
        letter.setSentDate(Date.from(notification.at()));
        letter.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's holiday notice answers it
        letter.setHeader("X-REM-Key", notification.key());
        Optional<Alert> alert = notification.alert();
        if (alert.isPresent()) {
            String root = "<" + alert.get().id().replaceAll("[^A-Za-z0-9.-]", "-") + ".alert@" + domain + ">";
            letter.setHeader("In-Reply-To", root);
            letter.setHeader("References", root);
            letter.setHeader("X-REM-Alert", alert.get().id().replaceAll("[^A-Za-z0-9.-]", "-"));
        }
        letter.setContent(content(notification, picture));
        letter.saveChanges();
        return letter;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static MimeMultipart content(Notification notification, Optional<Picture> picture)
            throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(Lines.text(notification), UTF8);
        var html = new MimeBodyPart();
        html.setText(Html.of(notification, picture.isPresent()), UTF8, "html");
        if (picture.isEmpty()) {
            return new MimeMultipart("alternative", text, html);
        }
        var rich = new MimeBodyPart();
        rich.setContent(new MimeMultipart("related", html, image(picture.get())));
        return new MimeMultipart("alternative", text, rich);
    }

    private static BodyPart image(Picture picture) throws MessagingException {
        var image = new MimeBodyPart();
        String type = picture.format().mediaType();
        image.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.bytes(), type)));
        image.setContentID("<graph>");
        image.setDisposition(Part.INLINE);
        image.setFileName("graph." + picture.format().ending());
        return image;
    }
}
