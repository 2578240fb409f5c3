package io.mcpguard.data.number;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forms by the lengths of their groups: few sequences of words in a text lead far into it. */
final class Trie {

    /** The longest id, an IBAN, and so the longest word that can be one. */
    static final int MAX_LENGTH = 34;

    private final @Nullable Trie[] next = new @Nullable Trie[MAX_LENGTH + 1];
    private final List<Entry> entries = new ArrayList<>();

    /** A form, and whose it is. */
    record Entry(Form form, Id id, int index) {}

    static Trie of(List<Id> ids) {
        var root = new Trie();
        for (int i = 0; i < ids.size(); i++) {
            for (Form form : ids.get(i).forms()) {
                var entry = new Entry(form, ids.get(i), i);
                if (form.groups().size() > 1) {
                    root.add(form.groups(), entry);
                }
                if (form.groups().size() == 1 || !form.onlyGrouped()) {
                    root.add(List.of(form.length()), entry);
                }
            }
        }
        return root;
    }

    private void add(List<Integer> groups, Entry entry) {
        Trie at = this;
        for (int length : groups) {
            Trie below = at.next[length];
            if (below == null) {
                below = new Trie();
                at.next[length] = below;
            }
            at = below;
        }
        at.entries.add(entry);
    }

    /** Where a group of this length leads; null if nowhere. */
    @Nullable
    Trie after(int length) {
        return length <= MAX_LENGTH ? next[length] : null;
    }

    List<Entry> entries() {
        return entries;
    }
}
