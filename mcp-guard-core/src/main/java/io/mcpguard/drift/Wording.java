package io.mcpguard.drift;

import io.mcpguard.api.trust.DriftSeverity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a text says that matters: cues, each with how often it is there. Comparing two of them tells a rewording, which moves cues
 * about, from a rug pull, which brings new ones.
 */
final class Wording {

    /** Of longer texts no more is read: a definition that grew beyond that is looked at by a person. In UTF-16 units. */
    static final int MAX_LENGTH = 1 << 16;

    private static final Phrases PHRASES = Phrases.standard();

    private static final Cue TOO_LONG = new Cue("long", DriftSeverity.SUSPICIOUS, "longer than what is read");
    private static final Cue TAG = new Cue("tag", DriftSeverity.CRITICAL, "a tag that imitates a system message", true);
    private static final Cue HIDDEN = new Cue("hidden", DriftSeverity.CRITICAL, "characters that nobody sees", true);
    private static final Cue BLOB = new Cue("blob", DriftSeverity.SUSPICIOUS, "a long run that may be encoded text");

    private static final String ADDRESS = "address ";
    private static final String NEW_ADDRESS = "a new address";
    private static final String NEW_SCRIPT = "another script";

    /** A word that long is no word of any language. */
    private static final int BLOB_LENGTH = 48;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Cue> cues = new LinkedHashMap<>();

    private final boolean isCut;

    private Wording(boolean isCut) {
        this.isCut = isCut;
    }

    static Wording of(String text) {
        var wording = new Wording(text.length() > MAX_LENGTH);
        wording.read(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
        if (wording.isCut) {
            wording.add(TOO_LONG);
        }
        return wording;
    }

    private void read(String text) {
        for (List<String> sentence : Words.sentences(text)) {
            PHRASES.find(sentence, this::add);
            for (String word : sentence) {
                if (word.length() >= BLOB_LENGTH) {
                    add(BLOB);
                }
            }
        }
        for (String address : Addresses.in(text)) {
            add(new Cue(ADDRESS + address, DriftSeverity.CRITICAL, NEW_ADDRESS));
        }
        tags(text);
        characters(text);
    }

    /** {@code <IMPORTANT>}, {@code [SYSTEM]}, {@code </instructions>}: what models are trained to take for structure. */
    private void tags(String text) {
        for (int i = 0; i < text.length(); i++) {
            char open = text.charAt(i);
            if (open != '<' && open != '[') {
                continue;
            }
            int from = i + 1 < text.length() && "/|".indexOf(text.charAt(i + 1)) >= 0 ? i + 2 : i + 1;
            int end = from;
            while (end < text.length() && end - from < Tags.MAX_LENGTH && Tags.isPart(text.charAt(end))) {
                end++;
            }
            if (Tags.speaksToTheModel(text.substring(from, end))) {
                add(TAG);
            }
        }
    }

    private void characters(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint < 0x7F) {
                if (codePoint < ' ' && codePoint != '\n' && codePoint != '\r' && codePoint != '\t') {
                    add(HIDDEN);
                }
                continue;
            }
            int type = Character.getType(codePoint);
            if (type == Character.FORMAT || type == Character.CONTROL || type == Character.PRIVATE_USE) {
                add(HIDDEN);
            } else if (Character.isLetter(codePoint)) {
                Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
                if (script != Character.UnicodeScript.LATIN && script != Character.UnicodeScript.COMMON) {
                    Cue cue = new Cue("script " + script, DriftSeverity.SUSPICIOUS, NEW_SCRIPT);
                    cues.putIfAbsent(cue.id(), cue);
                    counts.put(cue.id(), 1);
                }
            }
        }
    }

    private void add(Cue cue) {
        cues.putIfAbsent(cue.id(), cue);
        counts.merge(cue.id(), 1, Integer::sum);
    }

    /**
     * Of the cues that a field has more often than before, the first of the gravest; null if there is none. A cue that the whole
     * definition does not have more often than before has only moved. What is longer than what is read is weighed as if
     * nothing had moved, and a field that is so is for a person to look at.
     *
     * @param before the field before
     * @param said the whole definition before
     * @param says the whole definition now
     * @param words the words of the definition before
     */
    @Nullable
    Cue newSince(Wording before, Wording said, Wording says, Vocabulary words) {
        Cue gravest = null;
        for (Cue cue : cues.values()) {
            boolean isMore = count(cue) > before.count(cue);
            boolean isNew = says.isCut || said.isCut || says.isNew(cue, said);
            if (isMore ? isNew : cue.equals(TOO_LONG)) {
                Cue weighed = ofOneItSpokeOf(cue, words);
                gravest = gravest == null || weighed.severity().compareTo(gravest.severity()) > 0 ? weighed : gravest;
            }
        }
        return gravest;
    }

    /** A tool that spoke of Sentry may tell that Sentry is at sentry.io; anybody can have sentry.xyz, so a person is to look. */
    private static Cue ofOneItSpokeOf(Cue cue, Vocabulary words) {
        return cue.id().startsWith(ADDRESS) && words.has(Addresses.site(cue.id().substring(ADDRESS.length())))
                ? new Cue(cue.id(), DriftSeverity.SUSPICIOUS, cue.why())
                : cue;
    }

    /** Whether it says what no documentation has to: orders, tags, hidden characters. Addresses and keys are what APIs have. */
    boolean speaksToTheModel() {
        return cues.values().stream().anyMatch(Cue::speaksToTheModel);
    }

    /** Of what is grave each further one counts; what is only suspicious is no news a second time. */
    private boolean isNew(Cue cue, Wording said) {
        return cue.severity() == DriftSeverity.CRITICAL ? count(cue) > said.count(cue) : said.count(cue) == 0;
    }

    private int count(Cue cue) {
        return counts.getOrDefault(cue.id(), 0);
    }
}
