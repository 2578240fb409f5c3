package io.mcpguard.data;

import com.google.re2j.Pattern;
import io.mcpguard.data.contact.AddressDetector;
import io.mcpguard.data.contact.DateOfBirthDetector;
import io.mcpguard.data.contact.EmailDetector;
import io.mcpguard.data.contact.NameDetector;
import io.mcpguard.data.contact.NetworkDetector;
import io.mcpguard.data.contact.PhoneDetector;
import io.mcpguard.data.number.NumberDetector;
import io.mcpguard.data.secret.SecretDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All detectors of a guard. Immutable and safe for use by many threads. */
public final class Detectors {

    private final Detector secrets;
    private final Detector all;
    private final Set<String> labels;
    private final Predicate<String> off;

    private Detectors(Detector secrets, List<Detector> others, Set<String> labels, Predicate<String> off) {
        this.secrets = secrets;
        this.labels = labels;
        this.off = off;
        List<Detector> each = Stream.concat(Stream.of(secrets), others.stream()).toList();
        this.all = (text, hits) -> each.forEach(detector -> detector.detect(text, hits));
    }

    /**
     * Those that come with the guard and more.
     *
     * @param own classes of the policy's own, with the patterns of their values
     * @param off whether what a detector finds does not count, by its id
     * @return the detectors
     */
    public static Detectors standard(Map<DataClass, Pattern> own, Predicate<String> off) {
        var others = new ArrayList<Detector>(Standard.PERSONAL);
        own.forEach((kind, pattern) -> others.add(new PatternDetector(kind, pattern)));
        Set<String> labels = Stream.concat(DataClass.all().stream(), own.keySet().stream())
                .map(DataClass::label)
                .collect(Collectors.toUnmodifiableSet());
        return new Detectors(Standard.SECRETS, others, labels, off);
    }

    /** Detectors that find nothing. */
    public static Detectors none() {
        return new Detectors((text, hits) -> {}, List.of(), Set.of(), id -> false);
    }

    /** Finds values of all classes. */
    public Detector all() {
        return all;
    }

    /** Finds secrets alone. */
    public Detector secrets() {
        return secrets;
    }

    /**
     * What is found in a text, without what is off.
     *
     * @param detector one of these
     * @param text the text
     * @return its values
     */
    public Hits look(Detector detector, Text text) {
        var hits = new Hits(off);
        detector.detect(text, hits);
        return hits;
    }

    /** The labels of all classes that there are, as placeholders have them. */
    public Set<String> labels() {
        return labels;
    }

    /** Read when somebody asks for them. */
    private static final class Standard {

        static final Detector SECRETS = SecretDetector.standard();
        static final List<Detector> PERSONAL = List.of(
                NumberDetector.standard(),
                new EmailDetector(),
                new PhoneDetector(),
                new NetworkDetector(),
                DateOfBirthDetector.standard(),
                new AddressDetector(),
                new NameDetector());
    }
}
