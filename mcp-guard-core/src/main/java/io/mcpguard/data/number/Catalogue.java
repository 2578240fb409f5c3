package io.mcpguard.data.number;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All ids that the guard knows. */
final class Catalogue {

    /** Words that say of a number that it is something else. */
    private static final List<String> OTHERS =
            List.of(("phone*, contact*, user id*, telephone*, tel, mobile, fax, whatsapp, telefon*, telefono*, call,"
                            + " isbn*, issn*, ean, upc, gtin*, barcode*, sku*, asin, order*, tracking*, invoice*, bestell*,"
                            + " rechnung*, timestamp*, epoch*, unix*, latitude*, longitude*, lat, lon, lng, coordinate*, version*,"
                            + " build*, commit*, sha, sha1, sha256, hash*, checksum*, md5, uuid*, guid*, trace*, span*,"
                            + " snowflake*, tweet*, bytes, size*, offset*, port, price*, amount*, zip*, ticket*, doi, pmid*,"
                            + " arxiv*, population, seed, score*, count*, total*, date*, time*, created*, updated*, duration*,"
                            + " revenue*, views, likes, followers, serial*, part number*, model*, case number*, transaction*,"
                            + " request id*, session id*, message id*, channel*, chat id*, page id*, account id*, aws*, batch*,"
                            + " imei*, job id*, process*, pid, product*, item*, patent*")
                    .split(", "));

    private final List<Id> ids;
    private final Trie forms;
    private final CueIndex cues;

    Catalogue(List<Id> ids) {
        this.ids = List.copyOf(ids);
        this.forms = Trie.of(this.ids);
        var words = new ArrayList<List<String>>();
        this.ids.forEach(id -> words.add(id.cues()));
        words.add(OTHERS);
        words.add(Wallets.CUES);
        words.add(Wallets.PROGRAM_CUES);
        this.cues = new CueIndex(words);
    }

    static Catalogue standard() {
        return new Catalogue(Stream.of(
                        Cards.IDS,
                        Banks.IDS,
                        Britain.IDS,
                        Germany.IDS,
                        WestEurope.IDS,
                        SouthEurope.IDS,
                        NorthEurope.IDS,
                        CentralEurope.IDS,
                        EastEurope.IDS,
                        Vat.IDS,
                        NorthAmerica.IDS,
                        LatinAmerica.IDS,
                        MiddleEastAndAfrica.IDS,
                        SouthAsia.IDS,
                        EastAsia.IDS,
                        Pacific.IDS,
                        Passports.IDS,
                        Licences.IDS,
                        Vehicles.IDS)
                .flatMap(List::stream)
                .toList());
    }

    List<Id> ids() {
        return ids;
    }

    Trie forms() {
        return forms;
    }

    CueIndex cues() {
        return cues;
    }

    /** The place of {@link #OTHERS} among the cues. */
    int others() {
        return ids.size();
    }

    /** The place of the words for wallets among the cues. */
    int wallets() {
        return ids.size() + 1;
    }

    /** The place of the words for programs with addresses like those of wallets. */
    int programs() {
        return ids.size() + 2;
    }
}
