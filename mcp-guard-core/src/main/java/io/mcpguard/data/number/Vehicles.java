package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.VEHICLE;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;
import java.util.Set;

/** Number plates and vehicle identification numbers. */
final class Vehicles {

    static final Set<String> INDIAN_STATES =
            Set.of(("AN AP AR AS BH BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN"
                            + " MP MZ NL OD OR PB PY RJ SK TG TN TR TS UA UK UP WB")
                    .split(" "));

    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    /** What letters count in a VIN, from A to Z; I, O and Q are not used. */
    private static final String VIN_VALUES = "12345678 12345 7 923456789";

    private static final String VIN =
            "vin, vins, vehicle identification*, chassis*, fahrgestell*, fahrzeug ident*, bastidor,"
                    + " numero di telaio, numero de serie, 车架号*";

    static final List<Id> IDS = List.of(
            Id.of(VEHICLE, "vin", "XXXXXXXXXXXXX9999", WEAK, Vehicles::checkedVin, VIN),
            Id.of(VEHICLE, "vin", "XXXXXXXXXXXXX9999", SHAPE, Vehicles::isVin, VIN),
            Id.of(
                    VEHICLE,
                    "uk-plate",
                    "AA99 AAA|AA99-AAA",
                    SHAPE,
                    Vehicles::british,
                    "dvla*, car, cars, " + Named.PLATE),
            Id.of(
                    VEHICLE,
                    "uk-plate",
                    "A999 AAA|A99 AAA|A9 AAA|AAA 999A|AAA 99A|AAA 9A|AAA999A",
                    SHAPE,
                    Vehicles::oldBritish,
                    "dvla*, car, cars, " + Named.PLATE),
            Id.shaped(VEHICLE, "de-plate", germanPlates(), "fahrzeug*, auto, " + Named.PLATE),
            Id.of(
                    VEHICLE,
                    "fr-plate",
                    "AA-999-AA",
                    SHAPE,
                    text -> !text.contains("O") && !text.contains("I"),
                    Named.PLATE),
            Id.shaped(VEHICLE, "it-plate", "AA 999 AA|AA999AA", Named.PLATE),
            Id.of(
                    VEHICLE,
                    "es-plate",
                    "9999 AAA|9999-AAA",
                    SHAPE,
                    text -> "AEIOUQ".chars().noneMatch(vowel -> text.indexOf(vowel) >= 0),
                    Named.PLATE),
            Id.of(
                    VEHICLE,
                    "tr-plate",
                    "99 A 999|99 A 9999|99 A 99999|99 AA 99|99 AA 999|99 AA 9999|99 AAA 99|99 AAA 999|99 AAA 9999|99 A"
                            + " 99",
                    SHAPE,
                    text -> number(text, 0, 2) >= 1 && number(text, 0, 2) <= 81,
                    "arac*, " + Named.PLATE),
            Id.of(
                    VEHICLE,
                    "in-plate",
                    "AA99 AA 9999|AA-99-AA-9999|AA 99 AA 9999|AA99 A 9999|AA 99 A 9999|AA9AAA9999|AA99AAA9999|AA 99"
                            + " AAA 9999",
                    SHAPE,
                    text -> INDIAN_STATES.contains(text.substring(0, 2)),
                    "rto, bike, car, " + Named.PLATE),
            Id.shaped(VEHICLE, "ng-plate", "AAA-999AA|AAA 999AA|AAA999AA", Named.PLATE),
            Id.shaped(VEHICLE, "br-plate", "AAA-9999|AAA 9A99|AAA9A99", "placa*, veiculo*, " + Named.PLATE),
            Id.shaped(VEHICLE, "nl-plate", "99-AA-99|99-AAA-9|9-AAA-99|AA-99-99|AA-999-A|A-999-AA", "kenteken*"),
            Id.shaped(
                    VEHICLE,
                    "plate",
                    "AAA-9999|AAA 9999|AAA-999|AAA 999|999-AAA|9AAA999|AAA9999|AA-99999|AA 99999|AA9999AA",
                    Named.PLATE));

    private Vehicles() {}

    private static String germanPlates() {
        var forms = new StringBuilder();
        for (String place : List.of("A", "AA", "AAA")) {
            for (String letters : List.of("A", "AA")) {
                for (String number : List.of("9", "99", "999", "9999", "99A", "999A", "9999A")) {
                    forms.append(forms.isEmpty() ? "" : "|")
                            .append(place + ' ' + letters + ' ' + number + "!|" + place + '-' + letters + ' ' + number
                                    + '!')
                            .append('|' + place + '-' + letters + '-' + number + '!');
                }
            }
        }
        return forms.toString();
    }

    /** Driver and Vehicle Licensing Agency: the half-year is 01 to 29, or that and 50. */
    private static boolean british(String text) {
        int age = number(text, 2, 4);
        return "IQZ".indexOf(text.charAt(0)) < 0
                && "IQZ".indexOf(text.charAt(1)) < 0
                && ((age >= 2 && age <= 29) || (age >= 51 && age <= 79))
                && text.indexOf('I', 4) < 0
                && text.indexOf('Q', 4) < 0;
    }

    private static boolean oldBritish(String text) {
        return ("IOQUZ".indexOf(text.charAt(0)) < 0
                        && text.indexOf('I') < 0
                        && "IOQUZ".indexOf(text.charAt(text.length() - 1)) < 0)
                || (Shapes.isDigit(text.charAt(1)) && "IOQUZ".indexOf(text.charAt(0)) < 0);
    }

    /** ISO 3779: letters and digits without I, O and Q. */
    private static boolean isVin(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'I' || c == 'O' || c == 'Q') {
                return false;
            }
            letters += Shapes.isDigit(c) ? 0 : 1;
        }
        return letters >= 3;
    }

    /** 49 CFR 565.15: the ninth place checks the others, in North America and China. */
    private static boolean checkedVin(String text) {
        if (!isVin(text)) {
            return false;
        }
        int total = 0;
        for (int i = 0; i < VIN_WEIGHTS.length; i++) {
            char c = text.charAt(i);
            total += VIN_WEIGHTS[i] * (Shapes.isDigit(c) ? c - '0' : VIN_VALUES.charAt(c - 'A') - '0');
        }
        int check = total % 11;
        return text.charAt(8) == (check == 10 ? 'X' : (char) ('0' + check));
    }
}
