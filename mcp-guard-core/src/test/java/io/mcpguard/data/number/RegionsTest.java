package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Hit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with their names near them, each with a twin of which one character is wrong. */
class RegionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # Britain, Ireland
        NI number     | TA 71 77 28 C      | TA 71 77 28 K
        NHS           | 568 323 5456       | 568 323 5457
        UTR           | 5740760269         | 4740760269
        PPSN          | 1945946S           | 1945946T
        # Germany
        Steuer-ID     | 49 474 830 612     | 49 474 830 613
        Rentenversicherung | 55680401T411  | 55680401T412
        KVNR          | S127423150         | S127423151
        LANR          | 485375253          | 485375153
        Personalausweis | JZV5947RG1       | JAV5947RG1
        USt-IdNr.     | DE449227215        | DE449227216
        # Austria, Switzerland
        SVNR          | 8971 311289        | 8981 311289
        UID           | ATU13329227        | ATU13329228
        AHV           | 756.0639.3968.42   | 756.0639.3968.43
        UID           | CHE-671.726.384    | CHE-671.726.385
        # France, Benelux
        numéro de sécurité sociale | 2 32 06 61 270 016 14 | 2 32 06 61 270 016 15
        SIREN         | 054 356 290        | 054 356 291
        rijksregisternummer | 39.09.17-563.03 | 39.09.17-563.04
        ondernemingsnummer | 1653.283.638  | 1653.283.639
        BSN           | 465646050          | 465646051
        BTW           | NL395486178B07     | NL395486187B07
        # Italy, Spain, Portugal, Greece
        codice fiscale | ZLFFFC1URMUB8PPF  | ZLFFFC1URMUB8PPG
        partita IVA   | 31074930608        | 31074930609
        DNI           | 38064897N          | 38064897P
        NIE           | Z6857925C          | Z6857925D
        CIF           | B27343268          | B27343269
        contribuinte  | 667458166          | 667458167
        AMKA          | 23096814134        | 23096814135
        OIB           | 62623171097        | 62623171098
        JMBG          | 1206996965636      | 1206996965637
        # North
        CPR           | 051073-2871        | 321073-2871
        personnummer  | 680369-6555        | 680399-6555
        organisationsnummer | 789732-9319  | 789732-9318
        fødselsnummer | 670108 59473       | 670108 59474
        henkilötunnus | 211190-4826        | 211190-4827
        kennitala     | 301263-8560        | 301263-8570
        isikukood     | 33002028271        | 33002028272
        asmens kodas  | 45208070871        | 45208070872
        personas kods | 130974-19919       | 130974-19918
        # Centre and East
        PESEL         | 98090449425        | 98090449426
        NIP           | 222-866-04-95      | 222-866-04-96
        rodné číslo   | 422125/0792        | 422125/0793
        TAJ szám      | 788 181 085        | 788 181 086
        CNP           | 5831021078734      | 5831021078735
        ЕГН           | 6423125850         | 6423125851
        ИНН           | 620527400000       | 620527400001
        СНИЛС         | 260-117-792 45     | 260-117-792 46
        T.C. Kimlik No | 89896268466       | 89896268467
        """)
    void findsNumbersOfEurope(String name, String right, String wrong) {
        assertFound(name, right, wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SSN           | 095-23-0793        | 095-00-0793
        ITIN          | 915-72-2388        | 915-69-2388
        NPI           | 2375501113         | 2375501114
        Medicare      | 5D75-AQ9-HV22      | 5D75-AQ9-HS22
        DEA number    | TE9927798          | TE9927799
        SIN           | 533 681 938        | 533 681 939
        RAMQ          | CXLJ 0311 2336     | CXLJ 0331 2336
        CURP          | CUZX500518MGTMBDE5 | CUZX500518MGTMBDE6
        RFC           | CHRN980306SR4      | CHRN980306SR5
        CPF           | 034.684.443-62     | 034.684.443-63
        CNPJ          | TG.Q95.X1A/NGQZ-00 | TG.Q95.X1A/NGQZ-01
        CUIT          | 23-00586168-3      | 23-00586168-4
        RUT           | 18.969.246-3       | 18.969.246-4
        NIT           | 483.996.765-2      | 483.996.765-3
        cédula        | 9.914.855-2        | 9.914.855-3
        RIF           | J-32658125-8       | J-32658125-7
        # Oceania
        TFN           | 691 579 741        | 691 579 742
        ABN           | 92 340 410 390     | 92 340 410 391
        Medicare      | 2855 82037 6       | 2855 82047 6
        IRD number    | 068-450-136        | 068-450-137
        NHI           | BME8876            | BME8875
        """)
    void findsNumbersOfAmericaAndOceania(String name, String right, String wrong) {
        assertFound(name, right, wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Aadhaar       | 7316 5370 2163     | 7316 5370 2164
        PAN card      | NINGG9270G         | NINDG9270G
        GSTIN         | 17CFSGF6269ZTZM    | 47CFSGF6269ZTZM
        身份证号码      | 781556203802065309 | 781556203802065308
        HKID          | V446858(9)         | V446858(8)
        身分證字號      | Z268325917         | Z268325918
        マイナンバー    | 1620 9828 5270     | 1620 9828 5271
        주민등록번호    | 670803-2302149     | 671303-2302149
        BRN           | 343-81-32655       | 343-81-32656
        NRIC          | F7342307N          | A7342307N
        UEN           | 99805095D          | 99805095E
        MyKad         | 240218-23-9334     | 241318-23-9334
        เลขประจำตัวประชาชน | 6345481759710   | 6345481759711
        BIR TIN       | 124-902-698        | 124-902-699
        NPWP          | 24.610.108.3-680.617 | 24.610.108.4-680.617
        CNIC          | 36448-9976828-9    | 36448-9976828-95
        # Near East and Africa
        תעודת זהות     | 768338113          | 768338114
        Emirates ID   | 784-2095-5098199-6 | 784-2095-5098199-7
        South African ID | 9606012985086   | 9606012985087
        KRA PIN       | A696756449Y        | B696756449Y
        Ghana Card    | GHA-173609481-9    | GHB-173609481-9
        """)
    void findsNumbersOfAsiaAndAfrica(String name, String right, String wrong) {
        assertFound(name, right, wrong);
    }

    /** The twin may still be found as something weaker that any number of its length can be, but not as that id. */
    private static void assertFound(String name, String right, String wrong) {
        String text = name + " " + right;
        Hit hit = Found.in(text).stream()
                .filter(found -> text.substring(found.start(), found.end()).equals(right))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " has " + Found.values(text)));

        assertThat(Found.in(name + " " + wrong))
                .noneMatch(other -> other.detector().equals(hit.detector())
                        && other.certainty().compareTo(hit.certainty()) >= 0);
    }
}
