package org.redeye.notifier.email;

import java.util.regex.Pattern;

/** What is taken for a mail address: local@domain of RFC 5321 in ASCII, without quotes, comments, names and brackets. */
final class Addresses {

    private static final int LONGEST = 254;
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final int SHOWN = 100;

    private Addresses() {}

    static boolean fits(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    /** What is wrong with an address; empty if nothing is. */
    static String refuse(String text) {
        if (fits(text)) {
            return "";
        }
        if (text.isBlank()) {
            return "There is no mail address; expected one such as ann@example.org.";
        }
        String shown = text.substring(0, Math.min(SHOWN, text.length())).replaceAll("\\p{Cntrl}", " ");
        return "'" + shown + "' is no mail address; expected one such as ann@example.org.";
    }

    static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
