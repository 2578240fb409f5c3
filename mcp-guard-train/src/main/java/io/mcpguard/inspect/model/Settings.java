package io.mcpguard.inspect.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;

/** What the trainer is told in {@code training.properties}: which sources it may see, and how much each of them counts. */
final class Settings {

    private final Properties properties = new Properties();

    static Settings read() throws IOException {
        var settings = new Settings();
        try (InputStream in = Settings.class.getResourceAsStream("training.properties")) {
            settings.properties.load(in);
        }
        return settings;
    }

    /** Not a source of texts that a model reads. */
    boolean isLeftOut(String source) {
        return list("leave").contains(source);
    }

    /** No weight and no threshold may see it: it is only reported on. */
    boolean isUnseen(String source) {
        return list("unseen").contains(source);
    }

    /** From now on no weight and no threshold may see a source, nor those that repeat its texts. */
    void leaveOut(String source) {
        var unseen = new LinkedHashSet<>(list("unseen"));
        unseen.add(source);
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("family."))
                .map(key -> key.substring("family.".length()))
                .filter(other -> family(other).equals(family(source)))
                .forEach(unseen::add);
        unseen.add(family(source));
        set("unseen", String.join(" ", unseen));
    }

    /** Under which name a text is learnt, empty where it is not; bare requests are apart from what shows its intent. */
    String lesson(String source, String attackType, boolean attack) {
        if (isUnseen(source) || isStress(source)) {
            return "";
        }
        return attack && list("bare." + source).stream().anyMatch(attackType::contains) ? source + ".bare" : source;
    }

    /** Written for this project: many texts by one hand, so that they are left out by the batch and not as a whole. */
    boolean isOwn(String source) {
        return list("own").contains(source);
    }

    /** How much a text of a source counts where thresholds are taken: what was chosen for its likeness to attacks counts less. */
    double counts(String source) {
        return isOwn(source) ? number("own.counts", 1) : 1;
    }

    /** Honest, but not what thresholds are taken from. */
    boolean isStress(String source) {
        return list("stress").contains(source);
    }

    /** How much a lesson counts for a head, 0 where it learns nothing from it. */
    double weight(String head, Doc doc) {
        return doc.attack()
                ? number(head + "." + doc.lesson(), 0)
                : number(head + "." + (doc.definition() ? "definitions" : "results"), 0)
                        * number(head + ".honest." + doc.lesson(), number("honest." + doc.lesson(), 1));
    }

    double number(String key, double otherwise) {
        return Double.parseDouble(properties.getProperty(key, String.valueOf(otherwise)));
    }

    List<String> list(String key) {
        return List.of(properties.getProperty(key, "-").split("[, ]+"));
    }

    /** Sources that repeat each other's texts are left out together. */
    String family(String source) {
        return properties.getProperty("family." + source, source);
    }

    String licence(String source) {
        return properties.getProperty("licence." + source, "unknown");
    }

    String text(String key) {
        return properties.getProperty(key, "");
    }

    void set(String key, String value) {
        properties.setProperty(key, value);
    }
}
