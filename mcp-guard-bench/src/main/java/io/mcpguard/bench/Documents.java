package io.mcpguard.bench;

import java.util.List;
import java.util.Random;

/**
 * Honest documents as tools return them: prose with addresses and numbers, lists, tables, code, style sheets, records. Made
 * from words, always the same for a length. Most real text has such oddities, and little of it is plain prose.
 */
final class Documents {

    private static final List<String> NOUNS = List.of(
            "shelf",
            "order",
            "server",
            "table",
            "report",
            "invoice",
            "file",
            "branch",
            "warehouse",
            "token",
            "release",
            "pallet",
            "request",
            "field",
            "parser",
            "user",
            "backup",
            "index",
            "margin",
            "cache");
    private static final List<String> VERBS = List.of(
            "counts", "returns", "shows", "replaces", "needs", "reads", "follows", "holds", "sends", "lists", "checks");
    private static final List<String> QUALITIES = List.of(
            "new", "old", "previous", "empty", "private", "public", "next", "large", "hidden", "stable", "spare");

    private final Random random = new Random(4_711);
    private final StringBuilder text = new StringBuilder();

    private Documents() {}

    /** A document of this many characters. */
    static String of(int length) {
        var documents = new Documents();
        while (documents.text.length() < length) {
            documents.section();
        }
        return documents.text.substring(0, length);
    }

    private void section() {
        add("\n## The %s %s\n\n".formatted(quality(), noun()));
        switch (random.nextInt(8)) {
            case 0 -> table();
            case 1 -> code();
            case 2 -> records();
            case 3 -> style();
            case 4 -> list();
            default -> prose();
        }
    }

    private void prose() {
        for (int i = 0; i < 6; i++) {
            add("The %s %s %s the %s".formatted(quality(), noun(), verb(), noun()));
            switch (random.nextInt(7)) {
                case 0 -> add(" on the %dth of March".formatted(4 + random.nextInt(16)));
                case 1 ->
                    add(", see https://docs.example/%s/%s-%s/v%d.html".formatted(noun(), quality(), noun(), number()));
                case 2 -> add(" (%d.%d %%)".formatted(number(), random.nextInt(10)));
                case 3 -> add(", which you can set in `%s_%s`".formatted(noun(), noun()));
                case 4 -> add(" \u2013 as [the %s](%s.md#%s) says".formatted(noun(), noun(), quality()));
                default -> add(" and %s each %s of it".formatted(verb(), noun()));
            }
            add(". ");
        }
        if (random.nextInt(3) == 0) {
            add("![%s](https://img.example/%s-%d%%20ms-green.svg)".formatted(noun(), noun(), number()));
        }
        add("\n");
    }

    private void list() {
        for (int i = 0; i < 5; i++) {
            add("- **%s**: give the %s a name, then update the %s (%d items)\n"
                    .formatted(noun(), noun(), noun(), number()));
        }
    }

    private void table() {
        add("| id | %s | %s | ok |\n|---:|---|---|---|\n".formatted(noun(), noun()));
        for (int i = 0; i < 8; i++) {
            add("| %d | %s %s | %x | y |\n".formatted(number(), quality(), noun(), random.nextInt()));
        }
    }

    private void code() {
        add("```java\n");
        for (int i = 0; i < 6; i++) {
            add("    var %s%d = %s.get(\"%s\\n\").limit(%d); // the %s\n"
                    .formatted(noun(), i, noun(), noun(), number(), noun()));
        }
        add("```\n");
    }

    private void records() {
        for (int i = 0; i < 6; i++) {
            add("{\"id\": \"%s-%d\", \"sha\": \"%x\", ".formatted(noun(), number(), random.nextLong()));
            add("\"path\": \"/home/data/%s/%s/%s_%s\", \"ms\": %d}\n"
                    .formatted(noun(), noun(), quality(), noun(), number()));
        }
    }

    private void style() {
        for (int i = 0; i < 4; i++) {
            add(".%s-%s { margin: %dpx auto; font: 1rem/1.5 sans-serif; color: #%06x }\n"
                    .formatted(noun(), noun(), number(), number()));
        }
    }

    private void add(String more) {
        text.append(more);
    }

    private int number() {
        return 1 + random.nextInt(900);
    }

    private String noun() {
        return NOUNS.get(random.nextInt(NOUNS.size()));
    }

    private String verb() {
        return VERBS.get(random.nextInt(VERBS.size()));
    }

    private String quality() {
        return QUALITIES.get(random.nextInt(QUALITIES.size()));
    }
}
