package io.mcpguard.client;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mcpguard.api.Json;
import io.mcpguard.inspect.text.LookAlikes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields of an elicitation form that a person would put a secret into: passwords, keys and tokens, card numbers and
 * PINs, seed phrases, numbers of identity papers. Names, titles and descriptions are read as words, in English, German,
 * French and Spanish and a few words of others, whatever their case and whatever letters look like them. Fields with a
 * fixed choice, and switches, cannot hold a secret and are not looked at.
 */
final class SecretFields {

    /** Says what it asks for wherever it stands. */
    private static final String SECRET = "(?:"
            // English
            + "pass ?(?:words?|codes?|phrases?)|passwd|pwd|log ?in credentials|credentials"
            + "|(?:pin|security|access|card verification|two factor|2fa|mfa|otp|one time|recovery|backup) (?:codes?|pass ?(?:word|code))"
            + "|pin (?:number|no)"
            + "|api ?(?:keys?|tokens?|secrets?)"
            + "|(?:access|auth|authentication|authorization|bearer|refresh|session|id|oauth|personal access|bot|deploy|github|gitlab|slack|npm|aws) ?tokens?"
            + "|(?:client|shared|app|application|consumer|webhook|signing) ?secrets?|secret ?(?:access )?keys?"
            + "|(?:private|ssh|gpg|pgp|signing|encryption|decryption|wallet|master|account|recovery) ?keys?"
            + "|(?:credit|debit|payment|bank) ?cards? (?:number|no|num|details|data|information|info|pin)|card ?(?:number|no|num|details|pin)"
            + "|cvv2?|cvc2?|social (?:security|insurance) (?:number|no|num)|ssn"
            + "|(?:seed|recovery|mnemonic|secret|backup|wallet) (?:phrases?|words)"
            + "|passport (?:number|no|num)|driv(?:er s?|ers|ing) licen[cs]e (?:number|no|num)"
            + "|bank account (?:number|no|details)|online banking (?:login|id)"
            // German
            + "|passw(?:o|oe)rt(?:er|es|s)?|kennw(?:o|oe)rt(?:er|es|s)?|zugangsdaten|zugangscode|anmeldedaten|geheimzahl|geheimnummer|geheimcode"
            + "|(?:api|zugangs|zugriffs|ssh|geheim)[ ]?schl(?:u|ue)ssel|private[rnms]? schl(?:u|ue)ssel|zu(?:gangs|griffs)token"
            + "|kreditkarten?(?:nummer|daten)|kreditkarten? (?:nummer|daten)|kartennummer|kartenpr(?:u|ue)f(?:nummer|ziffer)|pr(?:u|ue)fziffer der karte"
            + "|sozialversicherungsnummer|ausweisnummer|wiederherstellungs(?:phrase|code|schl(?:u|ue)ssel)"
            // French
            + "|mots? de passe|mdp|code (?:secret|pin|confidentiel|de securite)|cles? (?:d )?(?:api|privees?|secretes?|d acces)"
            + "|jetons? (?:d acces|d authentification|d api|secrets?)|numero (?:de (?:la )?|de votre )?carte(?: bancaire| de credit)?|cryptogramme"
            + "|numero de securite sociale|phrase (?:secrete|de recuperation|de passe)|identifiants de connexion"
            // Spanish
            + "|contrasenas?|claves? (?:secretas?|privadas?|de acceso|api|de api|de la api)|codigo (?:pin|secreto|de seguridad)|codigo de acceso"
            + "|tokens? de acceso|numero (?:de )?(?:la |su |tu )?tarjeta|numero (?:de )?(?:la )?seguridad social|numero (?:de )?seguro social"
            + "|frase (?:semilla|secreta|de recuperacion)|credenciales"
            // Italian, Portuguese, Dutch, Polish
            + "|chiave (?:privata|api|segreta)|codice segreto|senhas?|palavra passe|wachtwoord(?:en)?|haslo"
            + ")";

    /** Says so only where it is what a field is called, or what somebody is told to enter. */
    private static final String AMBIGUOUS =
            "(?:pin|token|secret|pass|otp|totp|tan|csc|mnemonic|credit card|debit card|kreditkarte|tarjeta de credito"
                    + "|carte (?:bancaire|de credit)|clave|jeton)";

    /** Comes before what somebody is told to enter. */
    private static final Set<String> ENTER = words(
            "enter type provide paste give input supply confirm submit send tell verify need gib geben bestatigen nennen"
                    + " entrez saisissez saisir indiquez donnez fournissez tapez confirmez introduzca introduce ingrese"
                    + " ingresa escriba escribe proporcione indique confirme teclee");

    /** Comes behind it. */
    private static final Set<String> ENTER_BEHIND = words("ein eingeben angeben bestatigen");

    private static final Set<String> NEVER = words("never not t dont nie niemals nicht jamais nunca");

    /** What one is told never to do with a secret. */
    private static final Set<String> DO = words("share use put write store save ask asks request eingeben teilen");

    /** Words without letters of Latin, in texts as they came. */
    private static final List<String> OTHER_SCRIPTS = List.of(
            "\u043f\u0430\u0440\u043e\u043b", // Russian
            "\u5bc6\u7801", // Chinese
            "\u5bc6\u78bc",
            "\u30d1\u30b9\u30ef\u30fc\u30c9", // Japanese
            "\ube44\ubc00\ubc88\ud638", // Korean
            "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631"); // Arabic

    private static final Pattern NAMES = Pattern.compile("\\b(?:(" + SECRET + ")|" + AMBIGUOUS + ")\\b");

    /** No text without one of these has a match, and looking for these is a hundred times faster. */
    private static final Set<String> STEMS = words(
            "pass pwd pin code key token secret credential card cvv cvc ssn social phrase word licen account bank wort"
                    + " zugang anmelde geheim schl kredit karte ausweis wiederher mdp cle jeton numero crypto identifiant"
                    + " clave contrasena codigo tarjeta frase creden chiave codice senha palavra haslo otp tan csc"
                    + " mnemonic pruf pruef woord");

    /** Behind a secret: what is asked for is something about it. */
    private static final Set<String> ABOUT = words(
            "policy policies link url uri page manager length strength hint reset expiry expiration expires rotation count"
                    + " counter limit budget type format requirement requirements rules protected protection enabled name"
                    + " label country usage file path location directory folder fingerprint id age days min max minimum"
                    + " maximum history vault store storage provider source env variable color icon position richtlinie"
                    + " lange name dateiname politique lien longueur politica enlace longitud nombre");

    /** Before a word that is a secret's name only sometimes. */
    private static final Set<String> HARMLESS =
            Set.of("page", "next", "cursor", "continuation", "stop", "sync", "map", "drop", "boarding", "ski", "push");

    /** In words, around a name. */
    private static final int BEFORE = 6;

    private static final int BEHIND = 4;

    /** In characters; what is further away is not read. */
    private static final int NEAR = 120;

    private static final String SENTENCE_ENDS = ".!?:;\n";

    private SecretFields() {}

    /** The pointer of the first text that asks for a secret, in the params of the elicitation; null if none does. */
    static @Nullable String find(String message, Map<String, @Nullable Object> params) {
        Map<String, @Nullable Object> schema = Asked.object(params.get("requestedSchema"));
        String field = inFields(schema, "/requestedSchema");
        if (field != null) {
            return field;
        }
        boolean free = hasFreeField(schema);
        return free && (isTold(message) || isOtherScript(message)) ? "/message" : null;
    }

    private static @Nullable String inFields(Map<String, @Nullable Object> schema, String pointer) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            for (Map.Entry<?, ?> property : properties.entrySet()) {
                String name = String.valueOf(property.getKey());
                String at = pointer + "/properties/" + Json.escape(name);
                Map<String, @Nullable Object> field = Asked.object(property.getValue());
                if (canHoldText(field) && isSecret(name, field)) {
                    return at;
                }
                String inner = inFields(field, at);
                if (inner != null) {
                    return inner;
                }
            }
        }
        Object items = schema.get("items");
        return items instanceof Map<?, ?> ? inFields(Asked.object(items), pointer + "/items") : null;
    }

    private static boolean hasFreeField(Map<String, @Nullable Object> schema) {
        return schema.get("properties") instanceof Map<?, ?> properties
                && properties.values().stream().anyMatch(field -> canHoldText(Asked.object(field)));
    }

    /** What has a fixed choice, as MCP writes one, and what is true or false, holds no secret; whatever is unclear may. */
    private static boolean canHoldText(Map<String, @Nullable Object> field) {
        if ("array".equals(field.get("type"))) {
            return !(field.get("items") instanceof Map<?, ?> items)
                    || (!isChoice(items.get("anyOf")) && canHoldText(Asked.object(items)));
        }
        boolean chosen =
                (field.get("enum") instanceof List<?> values && !values.isEmpty()) || isChoice(field.get("oneOf"));
        return !chosen && !"boolean".equals(field.get("type"));
    }

    private static boolean isChoice(@Nullable Object options) {
        return options instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(option -> option instanceof Map<?, ?> map && map.containsKey("const"));
    }

    private static boolean isSecret(String name, Map<String, @Nullable Object> field) {
        return "password".equals(field.get("format"))
                || isLabel(name)
                || (field.get("title") instanceof String title && isLabel(title))
                || (field.get("description") instanceof String description && isDescription(description));
    }

    private static boolean isLabel(String label) {
        return isOtherScript(label) || names(label, Where.LABEL);
    }

    private static boolean isDescription(String description) {
        return isOtherScript(description) || names(description, Where.DESCRIPTION);
    }

    private static boolean isTold(String message) {
        return names(message, Where.MESSAGE);
    }

    private enum Where {
        LABEL,
        DESCRIPTION,
        MESSAGE
    }

    /** Whether a name is what is asked for, and not something about it, nor something one is told not to give. */
    private static boolean names(String text, Where where) {
        String words = split(text);
        if (STEMS.stream().noneMatch(words::contains)) {
            return false;
        }
        Matcher matcher = NAMES.matcher(words);
        while (matcher.find()) {
            List<String> before = lastWords(words.substring(Math.max(0, matcher.start() - NEAR), matcher.start()));
            List<String> behind =
                    firstWords(words.substring(matcher.end(), Math.min(words.length(), matcher.end() + NEAR)));
            if ((!behind.isEmpty() && ABOUT.contains(behind.get(0))) || isForbidden(before)) {
                continue;
            }
            boolean clear = matcher.group(1) != null;
            boolean told =
                    before.stream().anyMatch(ENTER::contains) || behind.stream().anyMatch(ENTER_BEHIND::contains);
            boolean asked = switch (where) {
                case LABEL ->
                    clear
                            || (matcher.end() == words.length()
                                    && (before.isEmpty() || !HARMLESS.contains(before.get(before.size() - 1))));
                case DESCRIPTION -> clear || told;
                case MESSAGE -> told;
            };
            if (asked) {
                return true;
            }
        }
        return false;
    }

    /** The words of the same sentence before a name, the nearest last. */
    private static List<String> lastWords(String before) {
        String near = before.substring(before.lastIndexOf('.') + 1).strip();
        List<String> words = near.isEmpty() ? List.of() : List.of(near.split(" ", -1));
        return words.subList(Math.max(0, words.size() - BEFORE), words.size());
    }

    private static List<String> firstWords(String behind) {
        int end = behind.indexOf('.');
        String near = (end < 0 ? behind : behind.substring(0, end)).strip();
        List<String> words = near.isEmpty() ? List.of() : List.of(near.split(" ", BEHIND + 1));
        return words.subList(0, Math.min(words.size(), BEHIND));
    }

    private static boolean isForbidden(List<String> before) {
        for (int i = 0; i + 1 < before.size(); i++) {
            String next = before.get(i + 1);
            if (NEVER.contains(before.get(i)) && (ENTER.contains(next) || DO.contains(next))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> words(String all) {
        return Set.copyOf(List.of(all.split(" ")));
    }

    private static boolean isOtherScript(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return OTHER_SCRIPTS.stream().anyMatch(lower::contains);
    }

    /** {@code apiKey}, {@code API_KEY} and {@code API-Key}, in whichever letters, as {@code api key}; a dot between sentences. */
    private static String split(String text) {
        var cased = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean starts = i > 0
                    && Character.isUpperCase(c)
                    && (Character.isLowerCase(text.charAt(i - 1))
                            || (Character.isUpperCase(text.charAt(i - 1))
                                    && i + 1 < text.length()
                                    && Character.isLowerCase(text.charAt(i + 1))));
            cased.append(starts ? " " : "").append(c);
        }
        String look = LookAlikes.lookOf(cased.toString());
        var words = new StringBuilder(look.length());
        for (int i = 0; i < look.length(); i++) {
            char c = look.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (letter) {
                words.append(c);
                continue;
            }
            if (SENTENCE_ENDS.indexOf(c) >= 0 && words.length() > 0 && words.charAt(words.length() - 1) != '.') {
                words.append(words.charAt(words.length() - 1) == ' ' ? "." : " .");
            }
            if (words.length() > 0 && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        String all = words.toString().strip();
        return all.endsWith(" .") ? all.substring(0, all.length() - 2) : all;
    }
}
