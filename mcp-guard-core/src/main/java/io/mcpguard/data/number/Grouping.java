package io.mcpguard.data.number;

/** How a value is divided into groups. */
enum Grouping {
    /** Not at all. */
    BARE,
    /** As its issuer prints it. */
    OFFICIAL,
    /** In the groups of its issuer, with another separator between all of them. */
    LOOSE,
    /** Somehow. */
    ODD;

    static Grouping of(Form form, Words words, int first, int last) {
        if (first == last) {
            return BARE;
        }
        if (form.groups().size() != last - first + 1) {
            return ODD;
        }
        boolean official = true;
        boolean same = true;
        for (int word = first + 1; word <= last; word++) {
            official &= words.joint(word) == form.separators().charAt(word - first - 1);
            same &= words.joint(word) == words.joint(first + 1);
        }
        return official ? OFFICIAL : same && words.joint(last) != '+' ? LOOSE : ODD;
    }
}
