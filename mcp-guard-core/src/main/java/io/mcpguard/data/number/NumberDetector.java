package io.mcpguard.data.number;

import static java.util.Objects.requireNonNull;

import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/**
 * Finds numbers and letter-digit codes that institutions give out: cards, bank accounts, ids of persons and
 * companies, travel documents, vehicles, wallets. What its checks say decides how sure it is:
 *
 * <ul>
 *   <li>checks that at most one random text in a thousand passes count without context;
 *   <li>weaker ones count near words that say what the value is, or in a field of such a name; without, they make
 *       a value {@link io.mcpguard.data.Certainty#POSSIBLE} at most, and only where it stands alone or is grouped
 *       as its issuer does;
 *   <li>without any check it takes such words, or a text that is nothing but the value and mixes letters and
 *       digits.
 * </ul>
 */
public final class NumberDetector implements Detector {

    private static final NumberDetector STANDARD = new NumberDetector(Catalogue.standard());

    private final Catalogue catalogue;

    private NumberDetector(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One that knows all ids of the guard. */
    public static NumberDetector standard() {
        return STANDARD;
    }

    @Override
    public void detect(Text text, Hits hits) {
        requireNonNull(text, "text");
        requireNonNull(hits, "hits");
        if (!Words.mayHoldIds(text.value())) {
            return;
        }
        var nearby = new Nearby(catalogue.cues(), text);
        new Scan(catalogue, text, nearby, hits).run();
        MachineReadableZones.find(text.value(), hits);
    }
}
