package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/** Finds IPv4 addresses, and tells them from versions, section numbers and object identifiers. */
final class Ipv4Finder {

    private static final int OCTETS = 4;
    private static final int BEFORE = 32;
    /** Versions seldom have a part beyond this one, addresses seldom have none. */
    private static final int VERSION_PART = 32;

    private final Phrases addresses = Phrases.load("network-words.txt");
    private final Phrases versions = Phrases.load("version-words.txt");

    void find(Text text, Hits hits) {
        String value = text.value();
        int end = 0;
        for (int dot = value.indexOf('.');
                dot >= 0 && !hits.isFull();
                dot = value.indexOf('.', Math.max(dot + 1, end))) {
            if (dot + 1 >= value.length() || !Letters.isDigit(value.charAt(dot + 1))) {
                continue;
            }
            int start = dot;
            while (start > end && Letters.isDigit(value.charAt(start - 1)) && dot - start <= 3) {
                start--;
            }
            if (start == dot) {
                continue;
            }
            end = behindNumbers(value, dot);
            long address = parse(value, start, end);
            if (address >= 0 && isFree(value, start, end)) {
                judge(text, start, end, (int) address, hits);
            }
        }
    }

    /** Where a row of numbers with dots between them ends. */
    private static int behindNumbers(String text, int dot) {
        int i = dot;
        while (i < text.length()
                && (Letters.isDigit(text.charAt(i))
                        || (text.charAt(i) == '.' && i + 1 < text.length() && Letters.isDigit(text.charAt(i + 1))))) {
            i++;
        }
        return i;
    }

    /**
     * The address that is the whole of a part, negative if it is none. A zero in front could mean octal, so there is
     * none.
     */
    static long parse(String text, int start, int end) {
        if (end - start > 15) {
            return -1;
        }
        long address = 0;
        int octets = 0;
        int i = start;
        while (i < end) {
            int from = i;
            int octet = 0;
            while (i < end && Letters.isDigit(text.charAt(i))) {
                octet = 10 * octet + text.charAt(i++) - '0';
            }
            boolean zero = i - from > 1 && text.charAt(from) == '0';
            if (i == from || i - from > 3 || zero || octet > 255) {
                return -1;
            }
            address = address << 8 | octet;
            octets++;
            if (i < end && text.charAt(i++) != '.') {
                return -1;
            }
        }
        return octets == OCTETS && text.charAt(end - 1) != '.' ? address : -1;
    }

    private static boolean isFree(String text, int start, int end) {
        if (!Letters.isFreeBefore(text, start) || !Letters.isFreeBehind(text, end)) {
            return false;
        }
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char further = start < 2 ? ' ' : text.charAt(start - 2);
        char behind = end >= text.length() ? ' ' : text.charAt(end);
        char next = end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
        if (before == '.' || ("~^<§#$".indexOf(before) >= 0 && !isTag(before, behind))) {
            return false;
        }
        if (before == '=' && ("=><~!^".indexOf(further) >= 0)) {
            return false;
        }
        if (before == '/' && Letters.joins(further)) { // Chrome/120.0.0.0, but localhost/127.0.0.1:80
            return behind == ':';
        }
        if (before == '-' && Letters.joins(further)) {
            return Letters.isDigit(further);
        }
        return !((behind == '-' || behind == '.' || behind == '+') && Letters.isLetter(next));
    }

    /** {@code <10.0.0.1>} */
    private static boolean isTag(char before, char behind) {
        return before == '<' && behind == '>';
    }

    private void judge(Text text, int start, int end, int address, Hits hits) {
        String value = text.value();
        int from = Math.max(0, start - BEFORE);
        var version = versions.last(value, from, start);
        var said = addresses.last(value, from, start);
        boolean field = addresses.isIn(text.field());
        boolean isSaid = field || (said != null && (version == null || said.start() > version.start()));
        boolean isPrivate = isPrivate(address);
        boolean looksLikeVersion =
                !isSaid && (version != null || versions.isIn(text.field()) || isVersionLike(address));
        boolean mask = (address >>> 24) == 255 && address != -1;
        NetworkDetector.add(
                hits,
                isPrivate || mask,
                start,
                end,
                mask || (looksLikeVersion && !isAddressAnyway(value, end, address))
                        ? Certainty.POSSIBLE
                        : Certainty.LIKELY);
    }

    /** Small numbers everywhere. */
    private static boolean isVersionLike(int address) {
        return (address >>> 24) < VERSION_PART
                && (address >>> 16 & 255) < VERSION_PART
                && (address >>> 8 & 255) < VERSION_PART
                && (address & 255) < VERSION_PART;
    }

    /** What hardly is a version: the usual private ranges and public resolvers, a port or a prefix length behind it. */
    private static boolean isAddressAnyway(String text, int end, int address) {
        int first = address >>> 24;
        int second = address >>> 16 & 255;
        boolean usual = (first == 192 && second == 168)
                || first == 127
                || (first == 10 && (second == 0 || !isVersionLike(address)))
                || (first == 172 && second >> 4 == 1)
                || address == 0x08080808
                || address == 0x08080404
                || address == 0x01010101
                || address == 0x09090909
                || address == 0;
        boolean follows = end + 1 < text.length()
                && (text.charAt(end) == ':' || text.charAt(end) == '/')
                && Letters.isDigit(text.charAt(end + 1));
        return usual || follows;
    }

    /** The special-purpose registry of IANA (RFC 6890), and multicast. */
    static boolean isPrivate(int address) {
        int first = address >>> 24;
        int second = address >>> 16 & 255;
        int third = address >>> 8 & 255;
        return switch (first) {
            case 0, 10, 127 -> true;
            case 100 -> second >> 6 == 1;
            case 169 -> second == 254;
            case 172 -> second >> 4 == 1;
            case 192 -> second == 168 || (second == 0 && (third == 0 || third == 2));
            case 198 -> second >> 1 == 9 || (second == 51 && third == 100);
            case 203 -> second == 0 && third == 113;
            default -> first >= 224;
        };
    }
}
