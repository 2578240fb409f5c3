package io.mcpguard.names;

import static java.util.Objects.requireNonNull;

/** Something that is wrong with a name by itself. Immutable. */
public final class NameFault {

    private final Kind kind;
    private final Likeness.Strength strength;
    private final String what;

    NameFault(Kind kind, Likeness.Strength strength, String what) {
        this.kind = requireNonNull(kind, "kind");
        this.strength = requireNonNull(strength, "strength");
        this.what = requireNonNull(what, "what");
    }

    /** {@return what kind of fault} */
    public Kind kind() {
        return kind;
    }

    /** {@return how much to make of it} */
    public Likeness.Strength strength() {
        return strength;
    }

    /** {@return what is wrong, for people, without a word of the name and without a full stop} */
    public String describe() {
        return what;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NameFault that && kind == that.kind && strength == that.strength && what.equals(that.what);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + what.hashCode();
    }

    /** {@return strength, kind and what is wrong} */
    @Override
    public String toString() {
        return strength + " " + kind + " " + what;
    }

    /** Kinds of faults. May gain constants. */
    public enum Kind {
        /** There is nothing to see. */
        EMPTY,
        /** More than {@value NameFaults#MAX_CHARS} characters. */
        TOO_LONG,
        /** Control characters, line ends among them. */
        CONTROL,
        /** Characters that change the order in which those around them are shown. */
        BIDI,
        /** Characters that are not shown: zero-width, tags, variation selectors, unassigned, half surrogate pairs. */
        INVISIBLE,
        /** Space at an end, or space other than the usual one. */
        SPACE,
        /** Letters of scripts that are not written in one word. */
        MIXED_SCRIPTS,
        /** Full-width and other presentation forms of plain letters. */
        FORMS
    }
}
