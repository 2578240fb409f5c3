package io.mcpguard.inspect.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Puts what the grammar writes into honest texts, so that the trainer knows where the order stands. */
final class Augmentation {

    private static final String[] HONEST = {"honest", "quoted", "near", "neardef", "e.near2", "e.defs", "talk"};
    private static final Set<String> DEFINITIONS = Set.of("neardef", "e.defs");
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
        for (String name : List.of("order", "bare", "task", "req", "announce", "followed")) {
            for (int i = 0; i < settings.number("count." + name, 0); i++) {
                embed("grammar." + name, results, grammar.write(name, random), false);
            }
        }
        for (String name : List.of("poison", "poison2")) {
            for (int i = 0; i < settings.number("count." + name, 0); i++) {
                embed("grammar." + name, definitions, grammar.write(name, random), false);
            }
        }
        for (int i = 0; i < settings.number("count.honest", 0); i++) {
            String name = HONEST[i % HONEST.length];
            boolean definition = DEFINITIONS.contains(name) || (name.equals("honest") && random.nextBoolean());
            if (random.nextInt(3) == 0) {
                embed("grammar.honest.en", definition ? definitions : results, honest(name), false, false);
            } else {
                add("grammar.honest.en", "", definition ? "definition" : "result", false, honest(name), -1, -1, false);
            }
        }
        for (String name : List.of("life", "usage")) {
            boolean definition = name.equals("usage");
            for (int i = 0; i < settings.number("count." + name, 0); i++) {
                if (random.nextInt(3) == 0) {
                    embed("grammar.honest." + name, definition ? definitions : results, honest(name), false, false);
                } else {
                    String surface = definition ? "definition" : "result";
                    add("grammar.honest." + name, "", surface, false, honest(name), -1, -1, false);
                }
            }
        }
        List<String> languages = grammar.languages();
        for (int i = 0; i < settings.number("count.foreign", 0); i++) {
            String language = languages.get(i % languages.size());
            String order = grammar.write((random.nextInt(3) == 0 ? "order." : "w.") + language, random);
            List<Doc> where = random.nextInt(4) == 0 ? definitions : results;
            String surface = where == definitions ? "definition" : "result";
            String honest = where == definitions && random.nextBoolean()
                    ? honest("d." + language) + " " + honest("d." + language)
                    : twin(language) + " " + twin(language);
            boolean before = random.nextBoolean();
            if (random.nextBoolean()) {
                String text = before ? order + " " + honest : honest + " " + order;
                int start = text.indexOf(order);
                add("grammar.foreign", "", surface, true, text, start, start + order.length(), true);
            } else {
                embed("grammar.foreign", where, order, true);
            }
            add("grammar.honest.foreign", "", surface, false, honest, -1, -1, true);
        }
        return written;
    }

    private String twin(String language) {
        return honest((random.nextInt(3) == 0 ? "honest." : "v.") + language);
    }

    private String honest(String name) {
        return grammar.write(name, random);
    }

    private void embed(String source, List<Doc> carriers, String order, boolean foreign) {
        embed(source, carriers, order, foreign, true);
    }

    private void embed(String source, List<Doc> carriers, String order, boolean foreign, boolean attack) {
        Doc carrier = carriers.get(random.nextInt(carriers.size()));
        String text = carrier.text();
        if (text.length() > PIECE) {
            int from = random.nextInt(text.length() - 300);
            text = text.substring(from, Math.min(text.length(), from + 300 + random.nextInt(PIECE - 300)));
        }
        int place = place(text);
        int behind = random.nextInt(3) == 0 ? replaced(text, place) : place;
        String glue = random.nextInt(3) == 0 ? "\n" : " ";
        String before = text.substring(0, place);
        String joined = before.isEmpty() || before.endsWith("\n") || before.endsWith("\"") ? before : before + glue;
        String whole = joined + order + (behind == place ? glue : "") + text.substring(behind);
        add(
                source,
                carrier.group(),
                carrier.surface(),
                attack,
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

    /** The end of the sentence behind a place: an order may stand where data stood, as in a field of a record. */
    private int replaced(String text, int place) {
        reader.read(text);
        while (reader.next()) {
            if (reader.start >= place) {
                return reader.start - place < 40 ? reader.end : place;
            }
        }
        return place;
    }

    private void add(
            String source,
            String group,
            String surface,
            boolean attack,
            String text,
            int start,
            int end,
            boolean foreign) {
        written.add(new Doc(source, group, -1 - written.size(), surface, attack, text, start, end, foreign, source));
    }
}
