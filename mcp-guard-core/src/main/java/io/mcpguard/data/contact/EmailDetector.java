package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.contact.Domains.Top;
import java.util.Locale;
import java.util.Set;

/**
 * Finds e-mail addresses: as they are, percent-encoded in URLs, with JSON escapes around them, and written so that
 * machines should not see them. Addresses of functions such as {@code support@} are less than personal, those in
 * domains that are set aside for documentation are hardly ever.
 */
public final class EmailDetector implements Detector {

    private static final String EMAIL = "email";
    private static final String ROLE = "email-role";
    private static final String EXAMPLE = "email-example";

    private static final String ENCODED = "%40";
    private static final String ESCAPED = "\\u0040";
    /** What logs in to repositories; their addresses are of machines. */
    private static final Set<String> REPOSITORIES = Set.of("git", "hg", "svn");

    /** Accounts of messengers look like addresses; nobody gets mail there. */
    private static final Set<String> MESSENGERS = Set.of("s.whatsapp.net", "g.us", "c.us");

    /** How far a colon is looked for that makes it the second half of a login. */
    private static final int LOGIN = 64;

    private final Domains domains = new Domains();
    private final Set<String> roles = Set.copyOf(Phrases.lines("roles.txt"));
    private final SpeltEmails spelt = new SpeltEmails(domains);

    @Override
    public void detect(Text text, Hits hits) {
        around("@", text.value(), hits);
        around(ENCODED, text.value(), hits);
        around(ESCAPED, text.value(), hits);
        spelt.find(text.value(), (start, end, domain) -> {
            boolean example = domains.isForExamples(domain);
            hits.add(
                    DataClass.EMAIL,
                    example ? EXAMPLE : EMAIL,
                    start,
                    end,
                    example ? Certainty.POSSIBLE : Certainty.LIKELY);
        });
    }

    private void around(String sign, String text, Hits hits) {
        int at = Letters.indexOf(text, sign, 0, 0);
        for (; at >= 0 && !hits.isFull(); at = Letters.indexOf(text, sign, 0, at + sign.length())) {
            int start = Mailbox.localStart(text, at);
            int from = at + sign.length();
            int end = start < 0 ? -1 : Mailbox.domainEnd(text, from);
            if (end > 0) {
                end = withoutNextSentence(text, from, end);
                judge(text, start, at, from, end, hits);
            }
        }
    }

    /** In {@code sue@acme.com.Then} the last label is none. */
    private int withoutNextSentence(String text, int from, int end) {
        String domain = text.substring(from, end);
        int dot = domain.lastIndexOf('.');
        if (domain.indexOf('.') < dot && domains.top(domain) == Top.UNKNOWN) {
            return domains.top(domain.substring(0, dot)) == Top.KNOWN ? from + dot : end;
        }
        return end;
    }

    private void judge(String text, int start, int at, int from, int end, Hits hits) {
        String local = text.substring(start, at);
        String domain = text.substring(from, end);
        Top top = domains.top(domain);
        if ((top == Top.NONE && !domains.isForExamples(domain))
                || MESSENGERS.contains(domain)
                || isVersion(domain)
                || (at + 1 == from && isLogin(text, start, local, end))) {
            return;
        }
        if (domains.isForExamples(domain)) {
            hits.add(DataClass.EMAIL, EXAMPLE, start, end, Certainty.POSSIBLE);
        } else if (isRole(local, domain)) {
            hits.add(DataClass.EMAIL, ROLE, start, end, top == Top.KNOWN ? Certainty.LIKELY : Certainty.POSSIBLE);
        } else {
            hits.add(DataClass.EMAIL, EMAIL, start, end, top == Top.KNOWN ? Certainty.PROVEN : Certainty.LIKELY);
        }
    }

    /** {@code react@18.2.0-beta.next} and {@code checkout@v4.main} are packages. */
    private static boolean isVersion(String domain) {
        int i = domain.charAt(0) == 'v' ? 1 : 0;
        int dot = domain.indexOf('.');
        if (i == dot) {
            return false;
        }
        for (int k = i; k < dot; k++) {
            if (!Letters.isDigit(domain.charAt(k))) {
                return false;
            }
        }
        return i == 1 || Letters.isDigit(domain.charAt(dot + 1));
    }

    private boolean isRole(String local, String domain) {
        String small = local.toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < small.length() && "+.-_".indexOf(small.charAt(end)) < 0) {
            end++;
        }
        return roles.contains(small)
                || roles.contains(small.substring(0, end))
                || small.contains("noreply")
                || small.contains("no-reply")
                || domain.startsWith("users.noreply.")
                || domain.endsWith(".gserviceaccount.com")
                || domain.endsWith(".calendar.google.com");
    }

    /** The user of a URL or of a remote path, {@code https://me:secret@host.com} or {@code me@host.com:src/x}. */
    private static boolean isLogin(String text, int start, String local, int end) {
        return isInUrl(text, start) || isRemote(text, local, end);
    }

    private static boolean isInUrl(String text, int start) {
        for (int i = start - 1; i > 0 && start - i < LOGIN; i--) {
            char c = text.charAt(i);
            if (c == '/') {
                return i > 1 && text.startsWith(":/", i - 2) && !text.startsWith("mailto:", i - 8);
            }
            if (Character.isWhitespace(c) || "\"'<>=&?,;".indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }

    private static boolean isRemote(String text, String local, int end) {
        if (REPOSITORIES.contains(local)) {
            return true;
        }
        if (end + 1 >= text.length() || text.charAt(end) != ':') {
            return false;
        }
        char first = text.charAt(end + 1);
        if (first == '/' || first == '~') {
            return true;
        }
        int i = end + 1;
        while (i < text.length()
                && i - end < LOGIN
                && (Letters.joins(text.charAt(i)) || "-.".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > end + 1 && i < text.length() && text.charAt(i) == '/' && local.indexOf('.') < 0;
    }
}
