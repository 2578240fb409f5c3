package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.PASSPORT;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Passport numbers: nearly all are a shape that much else has, and need the word near them. */
final class Passports {

    static final List<Id> IDS = List.of(
            Id.of(PASSPORT, "de-passport", "XXXXXXXXX9", WEAK, text -> Germany.serial(text, 9), Named.PASSPORT),
            Id.of(PASSPORT, "de-passport", "XXXXXXXX9", WEAK, text -> Germany.serial(text, 8), Named.PASSPORT),
            Id.of(PASSPORT, "de-passport", "XXXXXXXXX", SHAPE, Germany::isSerial, Named.PASSPORT),
            Id.of(
                    PASSPORT,
                    "kr-passport",
                    "A999A9999|A99999999",
                    SHAPE,
                    text -> "MSRODG".indexOf(text.charAt(0)) >= 0,
                    Named.PASSPORT),
            Id.of(
                    PASSPORT,
                    "cn-passport",
                    "AA9999999|A99999999",
                    SHAPE,
                    text -> "EGDSPHKM".indexOf(text.charAt(0)) >= 0,
                    Named.PASSPORT),
            Id.of(PASSPORT, "us-passport", "A99999999", SHAPE, text -> true, Named.PASSPORT),
            // Britain, Italy, Japan, Poland, France, Spain, Canada, Australia, India, Brazil and others.
            Id.shaped(
                    PASSPORT,
                    "passport",
                    "AA9999999|AA999999|AAA999999|A9999999|A9999999A|99AA99999|A999999AA|AAXXXXXX9",
                    Named.PASSPORT),
            Id.shaped(
                    PASSPORT,
                    "passport",
                    "999999999|99999999|9999999999|99 9999999|99 99 999999|9999 999999",
                    Named.PASSPORT));

    private Passports() {}
}
