package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.PASSPORT;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hits;

/** The lines at the foot of passports and identity cards that machines read: ICAO Doc 9303, parts 4 to 6. */
final class MachineReadableZones {

    private static final int PASSPORT_LENGTH = 44;
    private static final int CARD_LENGTH = 36;
    private static final int SMALL_CARD_LENGTH = 30;

    private MachineReadableZones() {}

    /** Adds those of a text, the line with the name included where it stands above. */
    static void find(String text, Hits hits) {
        int nameLine = -1;
        int nameEnd = -1;
        for (int at = text.indexOf('<'); at >= 0; ) {
            int start = at;
            while (start > 0 && isOfZone(text.charAt(start - 1))) {
                start--;
            }
            int end = at;
            while (end < text.length() && isOfZone(text.charAt(end))) {
                end++;
            }
            int length = end - start;
            if (isNumberLine(text, start, length)) {
                int from = nameEnd >= 0 && start - nameEnd <= 4 ? nameLine : start;
                hits.add(PASSPORT, "passport-zone", from, end, Certainty.PROVEN);
            } else if (isSmallCardLine(text, start, length)) {
                hits.add(NATIONAL_ID, "id-card-zone", start, end, Certainty.PROVEN);
            } else if (isNameLine(text, start, length)) {
                nameLine = start;
                nameEnd = end;
            }
            at = text.indexOf('<', end);
        }
    }

    private static boolean isOfZone(char c) {
        return c == '<' || Shapes.isDigit(c) || Shapes.isCapital(c);
    }

    private static boolean isNameLine(String text, int start, int length) {
        return (length == PASSPORT_LENGTH || length == CARD_LENGTH)
                && "PVIAC".indexOf(text.charAt(start)) >= 0
                && text.substring(start, start + length).contains("<<");
    }

    /** Number, nationality, day of birth, sex, day of expiry, and a check digit for each and for all. */
    private static boolean isNumberLine(String text, int start, int length) {
        if (length != PASSPORT_LENGTH && length != CARD_LENGTH) {
            return false;
        }
        String line = text.substring(start, start + length);
        return isChecked(line, 0, 9) && isChecked(line, 13, 19) && isChecked(line, 21, 27) && isSex(line.charAt(20));
    }

    /** The second of three lines: day of birth, sex, day of expiry, nationality. */
    private static boolean isSmallCardLine(String text, int start, int length) {
        if (length != SMALL_CARD_LENGTH) {
            return false;
        }
        String line = text.substring(start, start + length);
        boolean days = isChecked(line, 0, 6) && isChecked(line, 8, 14) && isSex(line.charAt(7));
        boolean number =
                "ICA".indexOf(line.charAt(0)) >= 0 && isChecked(line, 5, 14) && !line.contains("<<<<<<<<<<<<<<<<");
        return days || (number && line.charAt(1) != '0');
    }

    private static boolean isChecked(String line, int from, int to) {
        char check = line.charAt(to);
        int expected = Checks.icao(line, from, to);
        return check == (char) ('0' + expected) && line.charAt(from) != '<';
    }

    private static boolean isSex(char c) {
        return c == 'M' || c == 'F' || c == '<' || c == 'X';
    }
}
