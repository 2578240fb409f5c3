package io.mcpguard.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A class of values that the policy treats alike.
 *
 * @param id its name in the policy, such as {@code national-id}
 * @param label its name in placeholders, such as {@code NATIONAL_ID}
 */
public record DataClass(String id, String label) {

    public static final DataClass SECRET = of("secret");
    public static final DataClass CARD = of("card");
    public static final DataClass IBAN = of("iban");
    public static final DataClass BANK_ACCOUNT = of("bank-account");
    public static final DataClass NATIONAL_ID = of("national-id");
    public static final DataClass TAX_ID = of("tax-id");
    public static final DataClass HEALTH_ID = of("health-id");
    public static final DataClass COMPANY_ID = of("company-id");
    public static final DataClass PASSPORT = of("passport");
    public static final DataClass DRIVING_LICENCE = of("driving-licence");
    public static final DataClass VEHICLE = of("vehicle");
    public static final DataClass EMAIL = of("email");
    public static final DataClass PHONE = of("phone");
    public static final DataClass NAME = of("name");
    public static final DataClass ADDRESS = of("address");
    public static final DataClass BIRTH_DATE = of("birth-date");
    public static final DataClass IP = of("ip");
    public static final DataClass MAC = of("mac");
    public static final DataClass WALLET = of("wallet");

    private static final Map<String, DataClass> BY_ID = byId(List.of(
            SECRET,
            CARD,
            IBAN,
            BANK_ACCOUNT,
            NATIONAL_ID,
            TAX_ID,
            HEALTH_ID,
            COMPANY_ID,
            PASSPORT,
            DRIVING_LICENCE,
            VEHICLE,
            EMAIL,
            PHONE,
            NAME,
            ADDRESS,
            BIRTH_DATE,
            IP,
            MAC,
            WALLET));

    public DataClass {
        requireNonNull(id, "id");
        requireNonNull(label, "label");
    }

    /** A class by its name in the policy: small letters, digits and hyphens. */
    public static DataClass of(String id) {
        var label = new StringBuilder(id.length());
        id.chars().forEach(c -> label.append(c == '-' ? '_' : (char) (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)));
        return new DataClass(id, label.toString());
    }

    /** The class of the guard that has this name. */
    public static Optional<DataClass> named(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** All classes of the guard, secrets first. */
    public static List<DataClass> all() {
        return List.copyOf(BY_ID.values());
    }

    private static Map<String, DataClass> byId(List<DataClass> classes) {
        var byId = new LinkedHashMap<String, DataClass>();
        classes.forEach(each -> byId.put(each.id(), each));
        return Collections.unmodifiableMap(byId);
    }

    @Override
    public String toString() {
        return id;
    }
}
