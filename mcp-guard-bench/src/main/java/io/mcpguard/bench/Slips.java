package io.mcpguard.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Spoofs of a name that no corpus has: made by rules, the same on every run. */
final class Slips {

    private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};

    private final String target;
    private final Random random;
    private final Map<String, List<String>> slips = new LinkedHashMap<>();

    Slips(String target) {
        this.target = target;
        this.random = new Random(target.hashCode());
    }

    Map<String, List<String>> all() {
        int at = letter("");
        char c = target.charAt(at);
        slips.put("neighbouring key", List.of(with(at, neighbour(c))));
        int vowel = letter("aeiou");
        slips.put("another vowel", List.of(with(vowel, other("aeiou", target.charAt(vowel)))));
        slips.put("vowel left out", List.of(with(vowel, "")));
        slips.put("letter put in", List.of(with(at, c + other("abcdefghijklmnopqrstuvwxyz", c))));
        slips.put("plural", List.of(target + "s"));
        slips.put("domain", List.of(target + ".com", target + "-com", target + ".io", target + "-dev", target + "app"));
        slips.put("claim", List.of(target + "-verified", "original-" + target, target + "Official", "real_" + target));
        slips.put(
                "empty word",
                List.of(target + "-plus", "my-" + target, target + "-latest", target + "-ai", "get" + target));
        slips.put("mcp", List.of(target + "-mcp", "mcp-" + target, target + "-mcp-server", "mcp-server-" + target));
        slips.put(
                "every digit",
                List.of(target.replace('e', '3')
                        .replace('o', '0')
                        .replace('i', '1')
                        .replace('a', '4')));
        slips.put("capital I", List.of(target.replace('l', 'I')));
        slips.put("accent", List.of(target.replace('e', '\u00e9').replace('o', '\u00f6')));
        slips.put(
                "Greek",
                List.of(target.replace('o', '\u03bf').replace('v', '\u03bd').replace('a', '\u03b1')));
        slips.put("vowel left out, and mcp", List.of(with(vowel, "") + "-mcp"));
        slips.put("neighbouring key, and a claim", List.of("official-" + with(at, neighbour(c))));
        slips.put("claim as publisher", target.indexOf('/') < 0 ? List.of("@official/" + target) : List.of());
        slips.replaceAll((kind, names) ->
                names.stream().filter(name -> !name.equals(target)).toList());
        return slips;
    }

    /** A place where one of these letters stands, any letter if none does. */
    private int letter(String wanted) {
        int[] places = random.ints(200, 0, target.length())
                .filter(i ->
                        wanted.isEmpty() ? Character.isLetter(target.charAt(i)) : wanted.indexOf(target.charAt(i)) >= 0)
                .toArray();
        return places.length == 0 ? 0 : places[0];
    }

    private String with(int at, String instead) {
        return target.substring(0, at) + instead + target.substring(at + 1);
    }

    private String other(String letters, char than) {
        String others = letters.replace(String.valueOf(than), "");
        return String.valueOf(others.charAt(random.nextInt(others.length())));
    }

    private static String neighbour(char key) {
        for (String row : ROWS) {
            int at = row.indexOf(String.valueOf(key).toLowerCase(Locale.ROOT));
            if (at >= 0) {
                return String.valueOf(row.charAt(at > 0 ? at - 1 : at + 1));
            }
        }
        return "x";
    }
}
