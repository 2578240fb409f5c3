package io.mcpguard.inspect.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Writes texts from {@code grammar.txt}. */
final class Grammar {

    private static final int DEEPEST = 12;

    private final Map<String, String[]> names = new HashMap<>();

    static Grammar read() throws IOException {
        var grammar = new Grammar();
        try (var lines = new BufferedReader(
                new InputStreamReader(Grammar.class.getResourceAsStream("grammar.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf(" = ");
                if (equals > 0 && !line.startsWith("#")) {
                    String[] alternatives = (line.substring(equals + 3) + " ").split(" \\|(?= )", -1);
                    grammar.names.put(line.substring(0, equals), alternatives);
                }
            }
        }
        return grammar;
    }

    List<String> languages() {
        return names.keySet().stream()
                .filter(name -> name.startsWith("order."))
                .map(name -> name.substring("order.".length()))
                .sorted()
                .toList();
    }

    String write(String name, Random random) {
        String written = expand(name, random, 0).replace("  ", " ").strip();
        double how = random.nextDouble();
        if (how < 0.04) {
            return written.toUpperCase(Locale.ROOT);
        }
        if (how < 0.12) {
            return written.toLowerCase(Locale.ROOT);
        }
        if (how < 0.2 && written.endsWith(".")) {
            return written.substring(0, written.length() - 1);
        }
        return how < 0.25 ? written.replace(". ", ".\n") : written;
    }

    private String expand(String name, Random random, int depth) {
        String[] alternatives = names.get(name);
        if (alternatives == null || depth > DEEPEST) {
            throw new IllegalStateException("grammar.txt has no " + name);
        }
        String chosen = alternatives[random.nextInt(alternatives.length)].strip();
        var written = new StringBuilder();
        int at = 0;
        for (int open = chosen.indexOf('{'); open >= 0; open = chosen.indexOf('{', at)) {
            int close = chosen.indexOf('}', open);
            written.append(chosen, at, open);
            String inner = expand(chosen.substring(open + 1, close), random, depth + 1);
            boolean begins = written.length() == 0
                    || (written.charAt(written.length() - 1) == ' '
                            && written.length() > 1
                            && ".!:?".indexOf(written.charAt(written.length() - 2)) >= 0);
            written.append(
                    begins && depth < 3 && !inner.isEmpty() && random.nextInt(4) > 0
                            ? Character.toUpperCase(inner.charAt(0)) + inner.substring(1)
                            : inner);
            at = close + 1;
        }
        return written.append(chosen, at, chosen.length()).toString();
    }
}
