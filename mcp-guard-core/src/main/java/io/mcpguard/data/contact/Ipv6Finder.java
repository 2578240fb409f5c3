package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds IPv6 addresses in all forms of RFC 4291, and tells them from times, scopes of code and fingerprints. */
final class Ipv6Finder {

    private static final int GROUPS = 8;
    /** Eight groups, the last two as IPv4. */
    private static final int MAX_LENGTH = 45;

    private static final int MAX_ZONE = 15;
    private static final int BEFORE = 32;

    private final Phrases words = Phrases.load("network-words.txt");

    void find(Text text, Hits hits) {
        String value = text.value();
        int end = 0;
        for (int colon = value.indexOf(':');
                colon >= 0 && !hits.isFull();
                colon = value.indexOf(':', Math.max(colon + 1, end))) {
            if (colon + 1 >= value.length() || !isPart(value.charAt(colon + 1))) {
                continue;
            }
            int start = colon;
            while (start > end && isPart(value.charAt(start - 1)) && colon - start <= 4) {
                start--;
            }
            end = colon;
            while (end < value.length() && isPart(value.charAt(end))) {
                end++;
            }
            one(text, start, trimmed(value, start, end), hits);
        }
    }

    private static boolean isPart(char c) {
        return Letters.isHex(c) || c == ':' || c == '.';
    }

    /** Without the signs of the sentence behind it. */
    private static int trimmed(String text, int start, int end) {
        int trimmed = end;
        while (trimmed > start && text.charAt(trimmed - 1) == '.') {
            trimmed--;
        }
        boolean colon = trimmed - start > 2 && text.charAt(trimmed - 1) == ':' && text.charAt(trimmed - 2) != ':';
        return colon ? trimmed - 1 : trimmed;
    }

    private void one(Text text, int start, int end, Hits hits) {
        String value = text.value();
        if (end - start < 2 || end - start > MAX_LENGTH || !isFree(value, start, end)) {
            return;
        }
        int[] groups = parse(value.substring(start, end));
        if (groups == null) {
            return;
        }
        boolean said = words.isIn(text.field()) || words.isIn(value, start - BEFORE, start);
        Certainty certainty = certainty(value, start, end, groups, said);
        if (certainty != null) {
            NetworkDetector.add(hits, isPrivate(groups), start, behindZone(value, end), certainty);
        }
    }

    private static boolean isFree(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        boolean slice = before == '[' && start > 1 && isIndexed(text.charAt(start - 2));
        return !slice
                && before != '.'
                && before != ':'
                && (Letters.isFreeBefore(text, start) && before != '-' && before != '$')
                && Letters.isFreeBehind(text, end)
                && (end >= text.length() || text.charAt(end) != '-');
    }

    /** {@code rows[1::2]} takes every other row. */
    private static boolean isIndexed(char c) {
        return Letters.joins(c) || c == ']' || c == ')';
    }

    private static @Nullable Certainty certainty(String text, int start, int end, int[] groups, boolean said) {
        String written = text.substring(start, end);
        int shortened = written.indexOf("::");
        if (end - start == 2) {
            return said ? Certainty.POSSIBLE : null;
        }
        boolean digit = written.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (shortened < 0) {
            return isLong(written) ? Certainty.LIKELY : said && digit ? Certainty.POSSIBLE : null;
        }
        if (!digit) { // dead::beef, a::b
            return said ? Certainty.POSSIBLE : null;
        }
        return said || isUsual(groups) || written.indexOf('.') > 0 || parts(written) >= 4
                ? Certainty.LIKELY
                : Certainty.POSSIBLE;
    }

    /** Eight groups of two are a longer hardware address, eight of one are a ratio. */
    private static boolean isLong(String written) {
        for (String group : written.split(":", -1)) {
            if (group.length() > 2) {
                return true;
            }
        }
        return false;
    }

    private static int parts(String written) {
        int parts = 0;
        for (String group : written.split(":", -1)) {
            parts += group.isEmpty() ? 0 : 1;
        }
        return parts;
    }

    /** Global unicast as it is assigned today, unique local, link-local, multicast and loopback. */
    private static boolean isUsual(int[] groups) {
        int first = groups[0];
        boolean loopback = first == 0 && isZero(groups, 1, 7) && groups[7] == 1;
        return loopback
                || (first >= 0x2000 && first <= 0x3FFF)
                || first >> 9 == 0xFC00 >> 9
                || first >> 6 == 0xFE80 >> 6
                || first >> 8 == 0xFF;
    }

    /** RFC 6890, and multicast; what stands for an IPv4 address is as private as that is. */
    private static boolean isPrivate(int[] groups) {
        int first = groups[0];
        if (isZero(groups, 0, 5) || (first == 0x64 && groups[1] == 0xFF9B)) {
            boolean none = isZero(groups, 0, 7) && groups[7] <= 1;
            return none || Ipv4Finder.isPrivate(groups[6] << 16 | groups[7]);
        }
        return (first == 0x2001 && groups[1] == 0xDB8)
                || first == 0x3FFF
                || first >> 9 == 0xFC00 >> 9
                || first >> 6 == 0xFE80 >> 6
                || first >> 8 == 0xFF;
    }

    private static boolean isZero(int[] groups, int from, int to) {
        for (int i = from; i < to; i++) {
            if (groups[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Its eight groups, null if it is no address. */
    static int @Nullable [] parse(String written) {
        int gap = written.indexOf("::");
        if (gap < 0) {
            return groups(written, GROUPS);
        }
        int[] front = groups(written.substring(0, gap), -1);
        int[] back = groups(written.substring(gap + 2), -1);
        if (front == null
                || back == null
                || front.length + back.length >= GROUPS
                || (written.indexOf('.') >= 0 && written.indexOf('.') < gap)) {
            return null;
        }
        int[] groups = new int[GROUPS];
        System.arraycopy(front, 0, groups, 0, front.length);
        System.arraycopy(back, 0, groups, GROUPS - back.length, back.length);
        return groups;
    }

    /** The groups of a half that has no gap, null if it is none or has not as many as it should (negative for any). */
    private static int @Nullable [] groups(String half, int wanted) {
        int[] groups = new int[GROUPS + 1];
        int count = 0;
        int i = 0;
        while (i < half.length()) {
            int colon = half.indexOf(':', i);
            int end = colon < 0 ? half.length() : colon;
            if (half.indexOf('.', i) >= 0 && half.indexOf('.', i) < end) {
                long v4 = Ipv4Finder.parse(half, i, end);
                if (v4 < 0 || colon >= 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (v4 >> 16);
                groups[count++] = (int) (v4 & 0xFFFF);
            } else {
                if (end == i || end - i > 4 || count >= GROUPS) {
                    return null;
                }
                groups[count++] = Integer.parseInt(half, i, end, 16);
            }
            i = end + 1;
        }
        boolean open = half.endsWith(":");
        return open || (wanted >= 0 && count != wanted) ? null : Arrays.copyOf(groups, count);
    }

    /** Behind the zone of a link-local address, {@code fe80::1%eth0} (RFC 4007). */
    private static int behindZone(String text, int end) {
        if (end >= text.length() || text.charAt(end) != '%') {
            return end;
        }
        int i = end + 1;
        while (i < text.length() && i - end <= MAX_ZONE && Letters.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i > end + 1 ? i : end;
    }
}
