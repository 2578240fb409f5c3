package io.mcpguard.data.secret;

import io.mcpguard.data.secret.Names.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Services whose keys have a known length and alphabet, but nothing in them that names the service. */
final class Services {

    private static final Map<String, List<Service>> BY_WORD = read();

    private Services() {}

    /**
     * One shape of the keys of a service.
     *
     * @param any whether any name with the word is enough
     * @param access whether it stands under the name of an access id
     */
    private record Service(String word, Shape shape, boolean any, boolean access) {

        boolean isNamed(Kind kind, List<String> words) {
            if (access) {
                return words.stream().anyMatch(name -> name.startsWith("access"));
            }
            return any ? kind != Kind.NEVER : kind.isSecret() || kind == Kind.KEY || kind == Kind.VAGUE;
        }
    }

    /** The service whose key a value is, null if it is of none that the name has. */
    static @Nullable String of(List<String> words, Kind kind, String value) {
        for (int i = 0; i < words.size(); i++) {
            String found = of(words.get(i), words, kind, value);
            if (found == null && i + 1 < words.size()) {
                found = of(words.get(i) + words.get(i + 1), words, kind, value);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String of(String word, List<String> words, Kind kind, String value) {
        for (Service service : BY_WORD.getOrDefault(word, List.of())) {
            if (service.isNamed(kind, words) && service.shape().isAll(value)) {
                return service.word();
            }
        }
        return null;
    }

    /** The words that name services. */
    static Set<String> words() {
        return BY_WORD.keySet();
    }

    /** Whether a word, or two that belong together, name a service. */
    static boolean isNamedIn(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (BY_WORD.containsKey(words.get(i))
                    || (i + 1 < words.size() && BY_WORD.containsKey(words.get(i) + words.get(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, List<Service>> read() {
        var slots = new Shape.Slots();
        var byWord = new HashMap<String, List<Service>>();
        for (Map<String, Object> each : DataFile.maps(DataFile.read("services.yaml"), "services")) {
            String word = DataFile.string(each, "service", "");
            var service = new Service(
                    word,
                    Shape.of(DataFile.string(each, "shape", ""), slots),
                    each.containsKey("any"),
                    each.containsKey("access"));
            byWord.computeIfAbsent(word, name -> new ArrayList<>()).add(service);
        }
        return byWord;
    }
}
