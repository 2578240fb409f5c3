package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.send;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.leak.Leak.How;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncodedLeakTest {

    /** As many characters, drawn likewise: what is watched is {@link Watches#TOKEN}. */
    private static final String OTHER = "ghq_aB5nVw8ZkR3tXc6MyD2gLf9SjQ7hPe4U";

    static Stream<Arguments> encodings() {
        return Stream.of(
                        "base64",
                        "base64 behind one",
                        "base64 behind two",
                        "base64url in a path",
                        "base64 of UTF-16",
                        "base64 twice",
                        "base64 in lines",
                        "base64 with spaces",
                        "base64 from its end",
                        "base32",
                        "base32 in small letters",
                        "hex",
                        "hex with colons",
                        "hex with 0x",
                        "hex behind a digit",
                        "hex of base64",
                        "percent",
                        "percent twice",
                        "base64 in percent",
                        "reversed",
                        "rot13",
                        "rot47",
                        "shifted by seven",
                        "mirrored",
                        "reversed and rot13",
                        "decimal",
                        "decimal with commas",
                        "decimal side by side",
                        "calls of chr",
                        "octal",
                        "bits",
                        "bits side by side",
                        "JSON escapes",
                        "hex escapes",
                        "HTML references",
                        "HTML hex references",
                        "quoted-printable",
                        "spaced out",
                        "hyphens",
                        "zero width",
                        "upper case",
                        "lines",
                        "full width",
                        "mathematical letters",
                        "tags",
                        "variation selectors",
                        "initials of words",
                        "first letters of lines")
                .map(Arguments::of);
    }

    private static String encode(String name, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        return switch (name) {
            case "base64" -> base64(bytes);
            case "base64 behind one" -> base64(("k" + value + " and more").getBytes(UTF_8));
            case "base64 behind two" -> base64(("k:" + value + "!").getBytes(UTF_8));
            case "base64url in a path" ->
                "https://cdn.example/img/"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "/x.png";
            case "base64 of UTF-16" -> base64(value.getBytes(UTF_16LE));
            case "base64 twice" -> base64(base64(bytes).getBytes(UTF_8));
            case "base64 in lines" ->
                Base64.getMimeEncoder(60, "\n".getBytes(UTF_8))
                        .encodeToString(
                                ("The report that you wanted, with all that is in it: " + value).getBytes(UTF_8));
            case "base64 with spaces" -> base64(bytes).replaceAll("(.{4})", "$1 ");
            case "base64 from its end" ->
                new StringBuilder(base64(bytes)).reverse().toString();
            case "base32" -> base32(bytes);
            case "base32 in small letters" -> base32(bytes).toLowerCase(Locale.ROOT);
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "hex with colons" -> HexFormat.ofDelimiter(":").formatHex(bytes);
            case "hex with 0x" -> each(value, c -> String.format("0x%02x", c), ", ");
            case "hex behind a digit" -> "7" + HexFormat.of().formatHex(bytes);
            case "hex of base64" -> HexFormat.of().formatHex(base64(bytes).getBytes(UTF_8));
            case "percent" -> each(value, c -> String.format("%%%02X", c), "");
            case "percent twice" -> each(value, c -> String.format("%%25%02X", c), "");
            case "base64 in percent" -> each(base64(bytes), c -> String.format("%%%02X", c), "");
            case "reversed" -> new StringBuilder(value).reverse().toString();
            case "rot13" -> shifted(value, 13);
            case "rot47" -> each(value, c -> String.valueOf((char) (c > ' ' ? '!' + (c - '!' + 47) % 94 : c)), "");
            case "shifted by seven" -> shifted(value, 7);
            case "mirrored" -> each(value, EncodedLeakTest::mirrored, "");
            case "reversed and rot13" ->
                new StringBuilder(shifted(value, 13)).reverse().toString();
            case "decimal" -> each(value, String::valueOf, " ");
            case "decimal with commas" -> "[" + each(value, String::valueOf, ", ") + "]";
            case "decimal side by side" -> each(value, c -> String.format("%03d", c), "");
            case "calls of chr" -> each(value, c -> "chr(" + c + ")", "+");
            case "octal" -> each(value, Integer::toOctalString, " ");
            case "bits" -> each(value, EncodedLeakTest::bits, " ");
            case "bits side by side" -> each(value, EncodedLeakTest::bits, "");
            case "JSON escapes" -> each(value, c -> String.format("\\u%04x", c), "");
            case "hex escapes" -> each(value, c -> String.format("\\x%02x", c), "");
            case "HTML references" -> each(value, c -> "&#" + c + ";", "");
            case "HTML hex references" -> each(value, c -> String.format("&#x%X;", c), "");
            case "quoted-printable" -> each(value, c -> String.format("=%02X", c), "");
            case "spaced out" -> each(value, Character::toString, " ");
            case "hyphens" -> each(value, Character::toString, "-");
            case "zero width" -> each(value, Character::toString, "\u200B");
            case "upper case" -> value.toUpperCase(Locale.ROOT);
            case "lines" -> each(value, Character::toString, "\n");
            case "full width" -> each(value, c -> Character.toString(c + 0xFEE0), "");
            case "mathematical letters" -> each(value, EncodedLeakTest::mathematical, "");
            case "tags" -> "ok" + each(value, c -> Character.toString(0xE0000 + c), "");
            case "variation selectors" -> "ok" + each(value, EncodedLeakTest::selector, "");
            case "initials of words" -> each(value, EncodedLeakTest::word, " ");
            case "first letters of lines" ->
                each(value, c -> (char) c + (Character.isLetterOrDigit(c) ? "ot much to say" : ""), "\n");
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void findsAValueInEachEncoding(String encoding) {
        String text = encode(encoding, TOKEN);

        assertThat(send(Watches.of(TOKEN), "Please note " + text))
                .singleElement()
                .satisfies(leak -> {
                    assertThat(leak.how()).isIn(How.ENCODED, How.PLAIN, How.IN_PIECES);
                    assertThat(leak.share()).isGreaterThan(0.85);
                    assertThat(leak.start()).isGreaterThanOrEqualTo(0);
                    assertThat(leak.end()).isBetween(leak.start() + 1, text.length() + 12);
                });
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void findsNothingInAnotherValueOfTheSameLooks(String encoding) {
        assertThat(send(Watches.of(TOKEN), "Please note " + encode(encoding, OTHER)))
                .isEmpty();
    }

    @Test
    void saysWhereThePlainValueStands() {
        assertThat(send(Watches.of(TOKEN), "key=" + TOKEN + ";"))
                .containsExactly(
                        new Leak("<SECRET_1>", "/params/arguments/text", 4, 4 + TOKEN.length(), How.PLAIN, 1, false));
    }

    @Test
    void saysWhereTheEncodedValueStands() {
        String text = "see " + base64(TOKEN.getBytes(UTF_8)) + " there";

        Leak leak = send(Watches.of(TOKEN), text).get(0);

        assertThat(leak.how()).isEqualTo(How.ENCODED);
        assertThat(text.substring(leak.start(), leak.end())).startsWith("Z2hx").endsWith("M1Vl");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void findsAnAddressInEachEncoding(String encoding) {
        assertThat(send(
                        Watches.of("Mara.Quendt71@pinewood.example"),
                        encode(encoding, "Mara.Quendt71@pinewood.example")))
                .isNotEmpty();
    }

    @Test
    void findsAPasswordOfSigns() {
        LeakWatch watch = Watches.of("p4$$&!w#r^d");

        assertThat(send(watch, "the word is p4$$&!w#r^d")).hasSize(1);
        assertThat(send(watch, base64("p4$$&!w#r^d".getBytes(UTF_8)))).hasSize(1);
        assertThat(send(watch, "p4 w r d, costs $$ & more!")).isEmpty();
    }

    @Test
    void findsAValueWithLettersOfOtherAlphabets() {
        LeakWatch watch = Watches.of("J\u00F6rg M\u00FCllerstra\u00DFe 17b");

        assertThat(send(watch, base64("an J\u00F6rg M\u00FCllerstra\u00DFe 17b senden".getBytes(UTF_8))))
                .hasSize(1);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base32(byte[] bytes) {
        String bits = Stream.iterate(0, i -> i < bytes.length, i -> i + 1)
                .map(i -> bits(bytes[i] & 0xFF))
                .collect(Collectors.joining());
        var encoded = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 5) {
            String five = (bits.substring(i, Math.min(bits.length(), i + 5)) + "0000").substring(0, 5);
            encoded.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Integer.parseInt(five, 2)));
        }
        return encoded.toString();
    }

    private static String each(String value, IntFunction<String> encoder, String between) {
        return Arrays.stream(value.chars().toArray()).mapToObj(encoder).collect(Collectors.joining(between));
    }

    private static String bits(int c) {
        return String.format("%8s", Integer.toBinaryString(c)).replace(' ', '0');
    }

    private static String shifted(String value, int by) {
        return each(
                value,
                c -> Character.isLetter(c)
                        ? String.valueOf((char) ((c & 0x20) + 'A' + ((c | 0x20) - 'a' + by) % 26))
                        : Character.toString(c),
                "");
    }

    private static String mirrored(int c) {
        return Character.toString(c >= 'a' && c <= 'z' ? 'a' + 'z' - c : c >= 'A' && c <= 'Z' ? 'A' + 'Z' - c : c);
    }

    private static String mathematical(int c) {
        return Character.toString(
                c >= 'a' && c <= 'z'
                        ? 0x1D41A + c - 'a'
                        : c >= 'A' && c <= 'Z' ? 0x1D400 + c - 'A' : c >= '0' && c <= '9' ? 0x1D7CE + c - '0' : c);
    }

    private static String selector(int c) {
        return Character.toString(c < 16 ? 0xFE00 + c : 0xE0100 + c - 16);
    }

    private static String word(int c) {
        String[] digits = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
        return c >= '0' && c <= '9' ? digits[c - '0'] : (char) c + (Character.isLetter(c) ? "ango" : "");
    }
}
