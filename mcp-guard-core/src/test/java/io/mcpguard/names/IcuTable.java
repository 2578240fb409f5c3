package io.mcpguard.names;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The table of confusables as ICU4J knows it, and the file that is made of it. To write the resource anew, after a newer
 * ICU4J: {@code java io.mcpguard.names.IcuTable FILE}.
 */
final class IcuTable {

    private static final SpoofChecker CHECKER =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    private IcuTable() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), text());
    }

    static String unicode() {
        VersionInfo version = UCharacter.getUnicodeVersion();
        return version.getMajor() + "." + version.getMinor();
    }

    /** The standard leaves out what is not shown before it maps; ICU4J does not. */
    static String skeleton(String text) {
        String shown = NFD.normalize(text)
                .codePoints()
                .filter(c -> !isIgnorable(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return CHECKER.getSkeleton(shown);
    }

    static boolean isIgnorable(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    /** Code points that NFD leaves alone, because it is NFD that is mapped. */
    static Map<Integer, String> entries() {
        var entries = new TreeMap<Integer, String>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String self = Character.toString(c);
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (surrogate || !NFD.isNormalized(self)) {
                continue;
            }
            String target = skeleton(self);
            if (!target.equals(self)) {
                entries.put(c, target);
            }
        }
        return entries;
    }

    static String text() {
        var byTarget = new TreeMap<String, List<Integer>>();
        entries()
                .forEach((source, target) -> byTarget.computeIfAbsent(target, absent -> new ArrayList<>())
                        .add(source));
        var text = new StringBuilder("# Confusables of Unicode " + unicode()
                + " (UTS #39), as ICU4J has them. Written by IcuTable; ConfusableTableTest compares.\n");
        byTarget.forEach((target, sources) ->
                text.append(field(target)).append(ranges(sources)).append('\n'));
        return text.toString();
    }

    private static String field(String target) {
        return target.isEmpty()
                ? "-"
                : target.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining("+"));
    }

    private static String ranges(List<Integer> sources) {
        var text = new StringBuilder();
        for (int i = 0; i < sources.size(); ) {
            int j = i;
            while (j + 1 < sources.size() && sources.get(j + 1) == sources.get(j) + 1) {
                j++;
            }
            text.append(' ').append(Integer.toHexString(sources.get(i)));
            if (j > i) {
                text.append('-').append(Integer.toHexString(sources.get(j)));
            }
            i = j + 1;
        }
        return text.toString();
    }
}
