package io.mcpguard.data.contact;

/**
 * Digits in a row, with single signs between them as phone numbers have.
 *
 * @param start its first character: a digit, a bracket or a plus sign
 * @param end behind its last one
 * @param written it with plain spaces and hyphens
 * @param digits its digits alone
 */
record NumberRun(int start, int end, String written, String digits) {

    /**
     * What phone numbers have at most (E.164 says 15, prefixes come on top); longer runs are read to their end only.
     */
    private static final int MAX_DIGITS = 20;

    private static final int MAX_BETWEEN = 3;

    /** Reads the run whose first digit stands here, as far as a limit. */
    static NumberRun read(String text, int firstDigit, int limit) {
        int start = opening(text, firstDigit);
        var written = new StringBuilder(24);
        var digits = new StringBuilder(16);
        written.append(text, start, firstDigit);
        boolean open = written.indexOf("(") >= 0;
        int i = firstDigit;
        while (i < limit) {
            char c = text.charAt(i);
            if (Letters.isDigit(c)) {
                if (digits.length() <= MAX_DIGITS) {
                    digits.append(c);
                    written.append(c);
                }
                i++;
                continue;
            }
            int next = nextDigit(text, i, limit);
            String between = next < 0 ? "" : between(text, i, next, open);
            if (between.isEmpty()) {
                break;
            }
            open = between.indexOf('(') >= 0 || (open && between.indexOf(')') < 0);
            if (digits.length() <= MAX_DIGITS) {
                written.append(between);
            }
            i = next;
        }
        return new NumberRun(start, i, written.toString(), digits.toString());
    }

    /** A plus sign and a bracket may open a number, in either order. */
    private static int opening(String text, int firstDigit) {
        int start = firstDigit;
        if (start > 0 && text.charAt(start - 1) == '(') {
            start--;
        }
        if (start > 0 && text.charAt(start - 1) == '+') {
            start--;
            if (start > 0 && start + 1 == firstDigit && text.charAt(start - 1) == '(') {
                start--;
            }
        }
        return start;
    }

    /** Whether another group of digits follows that may belong to the one that ends at a place. */
    static boolean mayGoOn(String text, int at) {
        return at < text.length() && plain(text.charAt(at)) != 0 && nextDigit(text, at, text.length()) >= 0;
    }

    private static int nextDigit(String text, int at, int limit) {
        for (int i = at; i < limit && i - at <= MAX_BETWEEN; i++) {
            if (Letters.isDigit(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** What stands between two groups of digits, {@code ""} if it does not belong there. */
    private static String between(String text, int from, int to, boolean open) {
        var plain = new StringBuilder(MAX_BETWEEN);
        for (int i = from; i < to; i++) {
            char c = plain(text.charAt(i));
            if (c == 0) {
                return "";
            }
            plain.append(c);
        }
        String between = plain.toString();
        return switch (between) {
            case " ", "-", ".", "/" -> between;
            case " - " -> "-";
            case " / " -> "/";
            case ")", ") ", ")-", ")/", ") - " -> open ? between : between.equals(") ") ? between : "";
            case " (", "(", "-(" -> open ? "" : between;
            default -> "";
        };
    }

    private static char plain(char c) {
        return switch (c) {
            case ' ', '\u00A0', '\u2007', '\u2009', '\u202F' -> ' ';
            case '-', '\u2010', '\u2011', '\u2012', '\u2013' -> '-';
            case '.', '/', '(', ')' -> c;
            default -> 0;
        };
    }

    boolean isInternational() {
        return written.indexOf('+') >= 0 && written.indexOf('+') < 2;
    }

    boolean isTooLong() {
        return digits.length() > MAX_DIGITS;
    }

    /** Whether it is digits and nothing else. */
    boolean isBare() {
        return written.length() == digits.length();
    }

    /** It without its last group behind a space, itself if it has but one. */
    NumberRun withoutLast(String text) {
        int space = end - 1;
        while (space > start && plain(text.charAt(space)) != ' ') {
            space--;
        }
        if (space <= start) {
            return this;
        }
        int first = start;
        while (!Letters.isDigit(text.charAt(first))) {
            first++;
        }
        return space > first ? read(text, first, space) : this;
    }

    /** The number behind a plus sign, without the zero in brackets that is dialled within the country only. */
    String internationalDigits() {
        int zero = written.indexOf("(0)");
        if (zero < 0) {
            return digits;
        }
        long before = written.substring(0, zero)
                .chars()
                .filter(c -> c >= '0' && c <= '9')
                .count();
        return digits.substring(0, (int) before) + digits.substring((int) before + 1);
    }

    /** Whether it is a date, a pair of years, a decimal number, one digit over and over, or groups that count up. */
    boolean isSomethingElse() {
        return isDateOrYears() || isDecimal() || isOneDigit() || isCounting();
    }

    private boolean isDateOrYears() {
        String shape = shape();
        return switch (shape) {
            case "dddd-dd-dd", "dddd/dd/dd", "dddd.dd.dd", "dd-dd-dddd", "dd/dd/dddd", "dd.dd.dddd" -> true;
            case "dddd-dddd", "dddd/dddd", "dddd dddd" -> isYear(0) && isYear(4);
            case "dddd-dd-dd dd" -> true;
            case "dddddddd" -> isYear(0) && digits.charAt(4) <= '1' && digits.charAt(6) <= '3';
            case "dddddddddddddd" -> isYear(0) && digits.charAt(4) <= '1' && digits.charAt(6) <= '3';
            default -> shape.startsWith("dddd-dd-dd ");
        };
    }

    private boolean isYear(int at) {
        return digits.startsWith("19", at) || digits.startsWith("20", at);
    }

    private boolean isDecimal() {
        int dot = written.indexOf('.');
        return dot >= 0 && dot == written.lastIndexOf('.') && written.length() == digits.length() + 1;
    }

    private boolean isOneDigit() {
        return digits.chars().allMatch(c -> c == digits.charAt(0));
    }

    /** {@code 01 02 03 04 05} and {@code 10-20-30-40}. */
    private boolean isCounting() {
        int groups = 0;
        int before = 0;
        int step = 0;
        int i = 0;
        while (i < written.length()) {
            int from = i;
            int number = 0;
            while (i < written.length() && Letters.isDigit(written.charAt(i)) && i - from < 4) {
                number = 10 * number + written.charAt(i++) - '0';
            }
            if (i - from > 3 || (groups > 1 && number - before != step)) {
                return false;
            }
            step = number - before;
            before = number;
            groups++;
            while (i < written.length() && !Letters.isDigit(written.charAt(i))) {
                i++;
            }
        }
        return groups > 3 && step != 0;
    }

    /** It with a {@code d} for each digit. */
    String shape() {
        return shape(written);
    }

    static String shape(String written) {
        var shape = new StringBuilder(written);
        for (int i = 0; i < shape.length(); i++) {
            if (Letters.isDigit(shape.charAt(i))) {
                shape.setCharAt(i, 'd');
            }
        }
        return shape.toString();
    }
}
