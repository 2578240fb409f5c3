package io.mcpguard.names;

import static java.util.Objects.requireNonNull;

import io.mcpguard.json.SafeText;

/** How a name is like a name that is known. Immutable. */
public final class Likeness {

    private static final int MAX_SHOWN = 80;

    private final String name;
    private final String known;
    private final Kind kind;
    private final Strength strength;
    private final double score;
    private final String how;

    Likeness(String name, String known, Kind kind, Strength strength, double score, String how) {
        this.name = requireNonNull(name, "name");
        this.known = requireNonNull(known, "known");
        this.kind = requireNonNull(kind, "kind");
        this.strength = requireNonNull(strength, "strength");
        this.score = score;
        this.how = requireNonNull(how, "how");
    }

    /** {@return the name that was asked about, as it was given} */
    public String name() {
        return name;
    }

    /** {@return the known name that it is like} */
    public String known() {
        return known;
    }

    /** {@return in what way} */
    public Kind kind() {
        return kind;
    }

    /** {@return how much to make of it} */
    public Strength strength() {
        return strength;
    }

    /**
     * {@return whether the name passes for the known one: it looks the same, or is strongly like it in its letters. A name that
     * says more than the known one ({@code github-official}) or says it in another order can be told from it.}
     */
    public boolean isImitation() {
        return switch (kind) {
            case CONFUSABLE -> true;
            case SPELLING, SCOPE -> strength == Strength.STRONG;
            case WRITING, AFFIX, ORDER -> false;
        };
    }

    /** {@return from 0 to 1, more is more alike; for sorting, it is no probability} */
    public double score() {
        return score;
    }

    /** {@return a sentence for people, names escaped and cut, without a full stop} */
    public String describe() {
        return "\"" + SafeText.excerpt(name, MAX_SHOWN) + "\" is like \"" + SafeText.excerpt(known, MAX_SHOWN) + "\": "
                + how;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Likeness that
                && name.equals(that.name)
                && known.equals(that.known)
                && kind == that.kind
                && strength == that.strength
                && score == that.score
                && how.equals(that.how);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + known.hashCode();
    }

    /** {@return strength, kind and the sentence} */
    @Override
    public String toString() {
        return strength + " " + kind + " " + describe();
    }

    /** In what way names are alike. May gain constants. */
    public enum Kind {
        /** They look the same: letters of other scripts, invisible characters, {@code 1} for {@code l}, {@code rn} for {@code m}. */
        CONFUSABLE,
        /** The same letters in other case or with other separators. */
        WRITING,
        /** A few letters were swapped, dropped, doubled or replaced. */
        SPELLING,
        /** The known name with words that claim something ({@code official}) or say nothing ({@code mcp}). */
        AFFIX,
        /** The same words in another order. */
        ORDER,
        /** The same package of a publisher that is written almost alike, or of another publisher. */
        SCOPE
    }

    /** How much to make of a likeness. May gain constants. */
    public enum Strength {
        /** Honest names are like this too: worth a look, no reason to refuse. */
        WEAK,
        /** Hardly by chance. */
        STRONG
    }
}
