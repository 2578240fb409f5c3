package io.mcpguard.inspect.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts what the grammar writes into honest texts, so that the trainer knows where the order stands. */
final class Augmentation {

    private static final String[] HONEST = {"honest", "quoted", "near", "neardef"};
    private static final int PIECE = 3_000;

    private final Grammar grammar;
    private final Random random;
    private final List<Doc> results;
    private final List<Doc> definitions;
    private final List<Doc> written = new ArrayList<>();
    private final SentenceReader reader = new SentenceReader();

    Augmentation(Grammar grammar, long seed, List<Doc> docs) {
        this.grammar = grammar;
        this.random = new Random(seed);
        this.results = docs.stream()
                .filter(doc -> doc.learn()
                        && !doc.attack()
                        && !doc.definition()
                        && doc.text().length() > 40)
                .toList();
        this.definitions = docs.stream()
                .filter(doc -> doc.learn()
                        && !doc.attack()
                        && doc.definition()
                        && doc.text().length() > 25)
                .toList();
    }

    List<Doc> write(Settings settings) {
        for (int i = 0; i < settings.number("count.order", 0); i++) {
            embed("grammar.order", results, grammar.write("order", random), false);
        }
        for (int i = 0; i < settings.number("count.bare", 0); i++) {
            embed("grammar.bare", results, grammar.write("bare", random), false);
        }
        for (int i = 0; i < settings.number("count.poison", 0); i++) {
            embed("grammar.poison", definitions, grammar.write("poison", random), false);
        }
        for (int i = 0; i < settings.number("count.honest", 0); i++) {
            String name = HONEST[i % HONEST.length];
            boolean definition = name.equals("neardef") || (name.equals("honest") && random.nextBoolean());
            add("grammar.honest.en", "", definition, false, honest(name), -1, -1, false);
        }
        List<String> languages = grammar.languages();
        for (int i = 0; i < settings.number("count.foreign", 0); i++) {
            String language = languages.get(i % languages.size());
            String order = grammar.write("order." + language, random);
            String honest = honest("honest." + language) + " " + honest("honest." + language);
            boolean before = random.nextBoolean();
            List<Doc> where = random.nextInt(4) == 0 ? definitions : results;
            if (random.nextBoolean()) {
                String text = before ? order + " " + honest : honest + " " + order;
                int start = text.indexOf(order);
                add("grammar.foreign", "", where == definitions, true, text, start, start + order.length(), true);
            } else {
                embed("grammar.foreign", where, order, true);
            }
            add("grammar.honest." + language, "", where == definitions, false, honest, -1, -1, true);
        }
        return written;
    }

    private String honest(String name) {
        return grammar.write(name, random);
    }

    private void embed(String source, List<Doc> carriers, String order, boolean foreign) {
        Doc carrier = carriers.get(random.nextInt(carriers.size()));
        String text = carrier.text();
        if (text.length() > PIECE) {
            int from = random.nextInt(text.length() - 300);
            text = text.substring(from, Math.min(text.length(), from + 300 + random.nextInt(PIECE - 300)));
        }
        int place = place(text);
        String glue = random.nextInt(3) == 0 ? "\n" : " ";
        String before = text.substring(0, place);
        String joined = before.isEmpty() || before.endsWith("\n") || before.endsWith("\"") ? before : before + glue;
        String whole = joined + order + glue + text.substring(place);
        add(
                source,
                carrier.group(),
                carrier.definition(),
                true,
                whole,
                joined.length(),
                joined.length() + order.length(),
                foreign);
    }

    /** The beginning, the end, or between two sentences. */
    private int place(String text) {
        int where = random.nextInt(4);
        if (where == 0) {
            return random.nextInt(3) == 0 ? 0 : text.length();
        }
        var ends = new ArrayList<Integer>();
        reader.read(text);
        while (reader.next()) {
            ends.add(reader.end);
        }
        return ends.isEmpty() ? text.length() : ends.get(random.nextInt(ends.size()));
    }

    private void add(
            String source,
            String group,
            boolean definition,
            boolean attack,
            String text,
            int start,
            int end,
            boolean foreign) {
        written.add(new Doc(source, group, -1 - written.size(), definition, attack, text, start, end, foreign, true));
    }
}
