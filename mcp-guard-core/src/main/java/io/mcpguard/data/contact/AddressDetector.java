package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.contact.Phrases.Found;
import io.mcpguard.data.contact.Postcodes.Part;

/**
 * Finds postal addresses by rules: a street with a number, and a town or postcode shortly behind it. A street alone is
 * only possible, unless a word or the field says what it is. Rules know neither towns nor streets, so many addresses
 * are missed.
 */
public final class AddressDetector implements Detector {

    private static final String ID = "address";
    private static final String POSTCODE = "postcode";

    /** Flat, floor, district and town, or a line break, fit between the street and the postcode. */
    private static final int BEHIND = 72;

    private static final int BEFORE = 32;
    private static final int LEAST = 6;
    private static final int MOST = 160;

    private final Streets streets = new Streets();
    private final Postcodes postcodes = new Postcodes();
    private final Phrases words = Phrases.load("address-words.txt");
    private final Phrases codes = Phrases.of(
            "postcode",
            "post code",
            "postal code",
            "zip",
            "zip code",
            "zipcode",
            "plz",
            "postleitzahl",
            "code postal",
            "código postal",
            "cap",
            "cep",
            "postnummer",
            "邮编",
            "郵便番号",
            "우편번호");

    @Override
    public void detect(Text text, Hits hits) {
        if (isAddress(text)) {
            String value = text.value();
            int start = value.length() - value.stripLeading().length();
            hits.add(DataClass.ADDRESS, ID, start, value.stripTrailing().length(), Certainty.LIKELY);
            return;
        }
        String value = text.value();
        int i = Letters.nextDigit(value, 0);
        while (i < value.length() && !hits.isFull()) {
            int end = one(text, i, hits);
            i = Letters.nextDigit(value, Math.max(end, i + Postcodes.digits(value, i)));
        }
    }

    /** Whether the field says that the whole value is an address, and it looks like one. */
    private boolean isAddress(Text text) {
        String field = text.field();
        Found label = field.isEmpty() ? null : words.last(field, 0, field.length());
        if (label == null || label.value() == 0 || label.end() < field.length() - 1) {
            return false;
        }
        String value = text.value().strip();
        return value.length() >= LEAST
                && value.length() <= MOST
                && value.chars().anyMatch(c -> c >= '0' && c <= '9')
                && value.chars().anyMatch(Character::isLetter)
                && (value.indexOf(' ') > 0 || value.chars().anyMatch(c -> Letters.isUnspaced((char) c)))
                && value.chars().noneMatch(c -> "{}<>@=[]$".indexOf(c) >= 0)
                && !value.contains("://");
    }

    /** Looks at a number; returns behind what it has found, or 0. */
    private int one(Text text, int at, Hits hits) {
        String value = text.value();
        Part street = streets.at(value, at);
        if (street == null) {
            street = streets.box(value, at);
        }
        if (street != null) {
            int town = postcodes.townEnd(value, street.end(), street.end() + BEHIND);
            boolean said = words.isIn(text.field()) || words.isIn(value, street.start() - BEFORE, street.start());
            if (town < 0 && !said && isYear(value, at)) {
                return 0;
            }
            int end = town > 0 ? town : street.end();
            hits.add(
                    DataClass.ADDRESS,
                    ID,
                    street.start(),
                    end,
                    town > 0 || said ? Certainty.LIKELY : Certainty.POSSIBLE);
            return end;
        }
        int last = at + Math.min(2, Postcodes.digits(value, at) - 1); // M11 1AA, or M111AA without its space
        Part british = postcodes.british(value, at);
        british = british == null ? postcodes.british(value, last) : british;
        if (british != null && isSpaced(text, british)) {
            boolean said = isSaid(text, british.start());
            hits.add(
                    DataClass.ADDRESS,
                    POSTCODE,
                    british.start(),
                    british.end(),
                    said ? Certainty.LIKELY : Certainty.POSSIBLE);
            return british.end();
        }
        return code(text, at, hits);
    }

    private static boolean isYear(String text, int at) {
        return Postcodes.digits(text, at) == 4 && (text.startsWith("19", at) || text.startsWith("20", at));
    }

    /** Without its space it could be anything, unless it stands alone. */
    private static boolean isSpaced(Text text, Part british) {
        return text.value().charAt(british.end() - 4) == ' ' || text.isAlone(british.start(), british.end());
    }

    private boolean isSaid(Text text, int start) {
        return codes.isIn(text.field())
                || words.isIn(text.field())
                || codes.isIn(text.value(), start - BEFORE, start)
                || words.isIn(text.value(), start - BEFORE, start);
    }

    /** Postcodes of digits only are known by a word in front of them. */
    private int code(Text text, int at, Hits hits) {
        String value = text.value();
        int digits = Postcodes.digits(value, at);
        if (digits < 4 || digits > 6 || !Letters.isFreeBefore(value, at) || !Letters.isFreeBehind(value, at + digits)) {
            return 0;
        }
        Found word = codes.last(value, at - 24, at);
        if ((word == null || at - word.end() > 6) && !(codes.isIn(text.field()) && text.isAlone(at, at + digits))) {
            return 0;
        }
        hits.add(DataClass.ADDRESS, POSTCODE, at, at + digits, Certainty.POSSIBLE);
        return at + digits;
    }
}
