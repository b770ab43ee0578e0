package org.redeye.notifier.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.schema.Secret;

/** One mail, handed to a server on a connection of its own. */
final class Submission {

    private static final Pattern CODE = Pattern.compile("\\b([245])[0-9]{2}[ -]");
    private static final int LONGEST_PROOF = 500;

    private final EmailConfig config;
    private final NotifierContext context;
    private final Sockets sockets = new Sockets();

    Submission(EmailConfig config, NotifierContext context) {
        this.config = config;
        this.context = context;
    }

    /** Sends it; returns when the server has answered, or at the deadline. */
    Delivery send(Notification notification) {
        // the library finds its parts by the loader of the thread
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Submission.class.getClassLoader());
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                sockets::close,
                CompletableFuture.delayedExecutor(context.remaining().toMillis(), TimeUnit.MILLISECONDS));
        try {
            Optional<Picture> picture = config.graph() ? context.picture() : Optional.empty();
            Session session = Session.getInstance(properties());
            return talk(session, Letter.of(session, config, notification, picture));
        } catch (MessagingException e) {
            return Delivery.failed(proof("The mail cannot be written: " + describe(e)));
        } finally {
            end.cancel(false);
            sockets.close();
            thread.setContextClassLoader(before);
        }
    }

    private Delivery talk(Session session, Letter letter) {
        SMTPTransport transport;
        try {
            transport = (SMTPTransport) session.getTransport("smtp");
        } catch (MessagingException e) {
            return Delivery.failed(proof("There is no SMTP here: " + describe(e)));
        }
        try {
            String user = config.user();
            @Nullable Secret password = config.password();
            transport.connect(
                    config.server(),
                    config.port(),
                    user.isEmpty() ? null : user,
                    user.isEmpty() || password == null ? null : password.reveal());
            Address[] to = letter.getAllRecipients();
            transport.sendMessage(letter, to);
            return Delivery.sent(proof(place() + " answered '" + reply(transport) + "'"));
        } catch (AuthenticationFailedException e) {
            return judge(String.valueOf(e.getMessage()), " did not let the user '" + config.user() + "' in: ");
        } catch (SendFailedException e) {
            return judge(reply(transport), " did not take the mail: ");
        } catch (MessagingException | IllegalStateException e) {
            return failed(transport, e);
        } finally {
            close(transport);
        }
    }

    /** A reply of 5xx is for good, one of 4xx for now (RFC 5321, section 4.2.1). */
    private Delivery judge(String reply, String what) {
        Matcher code = CODE.matcher(reply + " ");
        boolean forGood = code.find() && code.group(1).equals("5");
        String sentence = proof(place() + what + "'" + reply + "'");
        return forGood ? Delivery.refused(sentence) : Delivery.failed(sentence);
    }

    private Delivery failed(SMTPTransport transport, Exception failure) {
        if (context.remaining().isZero()) {
            return Delivery.failed(place() + " did not answer in time.");
        }
        int code = transport.getLastReturnCode();
        boolean spoke = !(failure instanceof MessagingException said && said.getNextException() instanceof IOException);
        if (spoke && code >= 500) {
            return judge(reply(transport), " said ");
        }
        return Delivery.failed(proof(place() + ": " + describe(failure)));
    }

    private static String reply(SMTPTransport transport) {
        @Nullable String reply = transport.getLastServerResponse();
        return reply == null ? "" : reply.strip();
    }

    /** Says good-bye; the mail is sent, or not, whatever comes of that. */
    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // the connection is closed in any case
        }
    }

    private Properties properties() {
        String millis = String.valueOf(Math.max(1, context.remaining().toMillis()));
        var all = new Properties();
        all.put("mail.smtp.socketFactory", sockets);
        all.put("mail.smtp.socketFactory.fallback", "false");
        all.put("mail.smtp.connectiontimeout", millis);
        all.put("mail.smtp.timeout", millis);
        all.put("mail.smtp.localhost", config.hello());
        all.put("mail.smtp.from", config.from());
        all.put("mail.smtp.auth", String.valueOf(!config.user().isEmpty()));
        all.put("mail.smtp.ssl.checkserveridentity", String.valueOf(config.verify()));
        all.put("mail.smtp.quitwait", "false");
        if (!config.verify()) {
            all.put("mail.smtp.ssl.trust", "*");
        }
        if (config.security() == EmailConfig.Security.TLS) {
            all.put("mail.smtp.ssl.enable", "true");
        }
        if (config.security() == EmailConfig.Security.STARTTLS) {
            all.put("mail.smtp.starttls.enable", "true");
            all.put("mail.smtp.starttls.required", "true");
        }
        return all;
    }

    private String place() {
        return config.server() + ":" + config.port();
    }

    /** The innermost words: those around them only say that something went wrong. */
    private static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof MessagingException said && said.getNextException() != null) {
            cause = said.getNextException();
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        @Nullable String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    private String proof(String text) {
        @Nullable Secret password = config.password();
        String clean =
                password == null || password.reveal().isEmpty() ? text : text.replace(password.reveal(), Secret.MASK);
        String line = clean.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= LONGEST_PROOF ? line : line.substring(0, LONGEST_PROOF - 1) + "…";
    }
}
