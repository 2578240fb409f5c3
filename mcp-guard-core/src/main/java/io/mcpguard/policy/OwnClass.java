package io.mcpguard.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.mcpguard.data.DataClass;
import io.mcpguard.policy.Checks.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class of data that the policy describes: its name, and the pattern of its values, which takes linear time (RE2). */
record OwnClass(DataClass kind, Pattern pattern) {

    static final int MAX_PATTERN = 500;

    private static final Set<String> RESERVED = Set.of(DataRules.PERSONAL, "literal", "forgotten");

    /** In the policy; each is tried on every string. */
    static final int MAX_CLASSES = 50;

    static @Nullable Fault nameFault(String name) {
        boolean fits = !name.isEmpty() && name.length() <= 40 && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
        for (int i = 0; i < name.length() && fits; i++) {
            char c = name.charAt(i);
            fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        if (!fits) {
            return new Fault(
                    "not the name of a class: " + Checks.quote(name),
                    "write a-z, 0-9 and -, a letter first, 40 characters at most");
        }
        return DataClass.named(name).isPresent() || RESERVED.contains(name)
                ? new Fault("the guard has a class " + Checks.quote(name) + " already", "choose another name")
                : null;
    }

    static @Nullable Fault patternFault(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            return new Fault("a pattern has " + pattern.length() + " characters", "write " + MAX_PATTERN + " at most");
        }
        try {
            return Pattern.compile(pattern).matcher("").matches()
                    ? new Fault(
                            "the pattern matches nothing at all, and so everywhere",
                            "make it match at least a character")
                    : null;
        } catch (PatternSyntaxException e) {
            return new Fault(
                    "not a pattern: " + e.getDescription(),
                    "write an RE2 pattern in single quotes, such as 'EMP-[0-9]{6}'; it has no lookaround");
        }
    }

    static OwnClass of(String name, String pattern) {
        return new OwnClass(DataClass.of(name), Pattern.compile(pattern));
    }
}
