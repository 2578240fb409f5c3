package io.mcpguard.inspect.view;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What CSS hides, read off the declarations of a style and the rules of style sheets that stand in the text. Only rules that
 * hold for every reader count, and of selectors only the last element: its classes, its id, or its name.
 */
public final class Styles {

    /** More selectors that hide something are not kept. */
    private static final int MAX_SELECTORS = 1_000;

    private static final int MAX_DECLARATIONS = 4_000;

    /** So far from the left or the top, in pixels, nothing is on a screen any more. */
    private static final double OFF_SCREEN = -400;

    private static final double INVISIBLE = 0.05;

    private static final Map<String, String> NAMES = Map.of(
            "white", "#ffffff",
            "black", "#000000",
            "red", "#ff0000",
            "green", "#008000",
            "blue", "#0000ff",
            "yellow", "#ffff00",
            "gray", "#808080",
            "grey", "#808080");

    /** Selectors as {@code .class}, {@code #id} or {@code name}. */
    private final Set<String> hidden = new HashSet<>();

    /** Adds the rules of one style sheet. Linear in its length. */
    void add(String sheet) {
        String css =
                withoutComments(sheet).replace("\\n", " ").replace("\\t", " ").replace("\\r", " ");
        int at = 0;
        while (at < css.length()) {
            int open = css.indexOf('{', at);
            if (open < 0) {
                return;
            }
            String selector = css.substring(Math.max(at, css.lastIndexOf(';', open) + 1), open)
                    .strip();
            int close = css.indexOf('}', open);
            close = close < 0 ? css.length() : close;
            int inner = css.indexOf('{', open + 1);
            if (selector.startsWith("@") && inner >= 0 && inner < close) {
                at = blockEnd(css, open); // what is hidden in print, or from a narrow screen, is seen on others
                continue;
            }
            String declarations = css.substring(open + 1, Math.min(close, open + 1 + MAX_DECLARATIONS));
            if (!selector.startsWith("@") && hides(declarations, false)) {
                for (String each : selector.split(",", -1)) {
                    add(each.strip().toLowerCase(Locale.ROOT), hidden);
                }
            }
            at = close + 1;
        }
    }

    private static String withoutComments(String css) {
        var kept = new StringBuilder();
        int at = 0;
        for (int open = css.indexOf("/*"); open >= 0; open = css.indexOf("/*", at)) {
            kept.append(css, at, open);
            int close = css.indexOf("*/", open + 2);
            at = close < 0 ? css.length() : close + 2;
        }
        return kept.append(css, at, css.length()).toString();
    }

    private static int blockEnd(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            depth += css.charAt(i) == '{' ? 1 : css.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return css.length();
    }

    private static void add(String selector, Set<String> to) {
        int last = Math.max(selector.lastIndexOf(' '), Math.max(selector.lastIndexOf('>'), selector.lastIndexOf('+')));
        String element = selector.substring(last + 1);
        int mark = Math.max(element.lastIndexOf('.'), element.lastIndexOf('#'));
        String name = mark < 0 ? element : element.substring(mark);
        // a pseudo-class, an attribute or a part that is generated: whether it holds is not known
        boolean plain = !name.isEmpty() && element.chars().noneMatch(c -> c == ':' || c == '[' || c == '*' || c == '&');
        if (plain && to.size() < MAX_SELECTORS) {
            to.add(name);
        }
    }

    /** Whether no rule hides anything. */
    boolean isEmpty() {
        return hidden.isEmpty();
    }

    /** Whether elements of a name are hidden. */
    boolean hidesElement(String name) {
        return !hidden.isEmpty() && hidden.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether an element with an id is hidden. */
    boolean hidesId(String id) {
        return !hidden.isEmpty() && hidden.contains("#" + plain(id).strip());
    }

    /** Whether an element with some classes is hidden. */
    boolean hidesClasses(String classes) {
        if (!hidden.isEmpty()) {
            for (String each : plain(classes).split("\\s+", 64)) {
                if (hidden.contains("." + each)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** In JSON in text a backslash stands before the quotation mark. */
    private static String plain(String value) {
        return value.toLowerCase(Locale.ROOT).replace("\\", "");
    }

    /** Whether a style shows nothing. In place, white on what is not said to be dark counts as well. */
    public static boolean hides(String style, boolean inPlace) {
        Map<String, String> css = declarations(style);
        return css.getOrDefault("display", "").equals("none")
                || css.getOrDefault("visibility", "").equals("hidden")
                || number(css.get("opacity"), 1) <= INVISIBLE
                || isTiny(css.get("font-size"))
                || isOffScreen(css)
                || isClipped(css)
                || hasNoContrast(css, inPlace);
    }

    private static Map<String, String> declarations(String style) {
        String css = style.toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .replace("\\", "")
                .replace("!important", "");
        var declarations = new HashMap<String, String>();
        for (String each : css.split(";", 200)) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                declarations.put(
                        each.substring(0, colon).strip(),
                        each.substring(colon + 1).strip());
            }
        }
        return declarations;
    }

    /** One pixel or point and less, or next to nothing of what is around. */
    private static boolean isTiny(@Nullable String size) {
        if (size == null) {
            return false;
        }
        double number = number(size, Double.MAX_VALUE);
        boolean relative = size.endsWith("m") || size.endsWith("%");
        return number <= (relative ? 2 * INVISIBLE : 1)
                && (number == 0 || !Character.isDigit(size.charAt(size.length() - 1)));
    }

    private static boolean isOffScreen(Map<String, String> css) {
        boolean placed =
                css.containsKey("position") && !css.getOrDefault("position", "").equals("relative");
        boolean away = number(css.get("left"), 0) < OFF_SCREEN || number(css.get("top"), 0) < OFF_SCREEN;
        return number(css.get("text-indent"), 0) < OFF_SCREEN
                || (away && (placed || css.getOrDefault("left", "").startsWith("-999")));
    }

    private static boolean isClipped(Map<String, String> css) {
        boolean none = isZero(css.get("height")) || isZero(css.get("max-height")) || isZero(css.get("width"));
        return (none && css.getOrDefault("overflow", "").equals("hidden"))
                || css.getOrDefault("clip", "").matches("rect\\([01](px)?(,?[01](px)?){3}\\)")
                || css.getOrDefault("clip-path", "").matches("inset\\((50|100)%\\)")
                || css.getOrDefault("transform", "").equals("scale(0)");
    }

    private static boolean isZero(@Nullable String length) {
        return length != null && number(length, 1) == 0;
    }

    private static boolean hasNoContrast(Map<String, String> css, boolean inPlace) {
        String text = colour(css.getOrDefault("color", ""));
        String behind = colour(css.getOrDefault("background-color", css.getOrDefault("background", "")));
        return text.equals("transparent")
                || text.equals("rgba(0,0,0,0)")
                || (!text.isEmpty() && text.equals(behind))
                || (inPlace && text.equals("#ffffff") && behind.isEmpty());
    }

    /** One way of writing each colour, as far as it can be told. */
    private static String colour(String colour) {
        String named = NAMES.getOrDefault(colour, colour);
        if (named.length() == 4 && named.startsWith("#")) {
            char[] of = named.toCharArray();
            return "#" + of[1] + of[1] + of[2] + of[2] + of[3] + of[3];
        }
        if (named.equals("rgb(255,255,255)")) {
            return "#ffffff";
        }
        return named.equals("rgb(0,0,0)") ? "#000000" : named;
    }

    /** What a value begins with, as a number. */
    private static double number(@Nullable String value, double otherwise) {
        if (value == null) {
            return otherwise;
        }
        int end = 0;
        while (end < value.length() && end < 12 && "-.0123456789".indexOf(value.charAt(end)) >= 0) {
            end++;
        }
        try {
            return end == 0 ? otherwise : Double.parseDouble(value.substring(0, end));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
