package io.mcpguard.data.number;

/** What ids are called all over the world, for all countries to share. */
final class Named {

    static final String NATIONAL =
            "national id*, national identity*, national number*, national insurance*, nationalid*, identity number*,"
                    + " identity no, identity card*, identity document*, id number*, id no, id card*, idnumber, personal"
                    + " id*, personal number*, personal code*, citizen id*, citizen number*, identification number*,"
                    + " identification no, identification code*, identity code*, id code*, resident id*, residence id*,"
                    + " citizenship*, government id*, state id";

    static final String SOCIAL = "social security*, social insurance*, ssn";

    static final String TAX =
            "tax id*, taxid*, tax number*, tax no, tax code*, tax identification*, tax reference*, tax file*,"
                    + " taxpayer*, tax payer*, tin, tins, fiscal*, tax registration*";

    static final String VAT =
            "vat*, vat id*, vat number*, vat no, vat reg*, vatin, tva, iva, mwst, btw, moms, ust*, umsatzsteuer*,"
                    + " nip, pdv, dph, alv, mva, ddv, kdv";

    static final String COMPANY =
            "company number*, company id*, company no, company reg*, company code*, company identity*,"
                    + " company identification*, business number*, business id*, business reg*, organisation number*,"
                    + " organization number*, organisation no, organization no, register number*, registration number*,"
                    + " registration no, corporate number*, corporate id*, crn, entity number*";

    static final String HEALTH =
            "health*, health card*, health number*, health insurance*, patient*, medical*, medicare*,"
                    + " insurance number*, insured*";

    static final String PASSPORT = "passport*, pasaporte*, passeport*, reisepass*, pass nr, passnummer*, passaporto*,"
            + " passaporte*, paszport*, pasaport*, paspoort*, pasport*, passi, travel document*, паспорт*, загранпаспорт*,"
            + " 여권*, 护照*, 護照*, 旅券*, パスポート*, หนังสือเดินทาง, جواز*, דרכון*, διαβατηρι*";

    static final String LICENCE =
            "driver*, driving*, drivers license*, dl number, dl no, licence number*, license number*, licence no,"
                    + " license no, fuhrerschein*, fuehrerschein*, fahrerlaubnis*, permis de conduire, patente*, permiso"
                    + " de conducir, licencia de conducir, carta de conducao, cnh, rijbewijs*, prawo jazdy, korkort*,"
                    + " kjorekort*, ehliyet*, surucu*, 운전면허*, 驾驶证*, 驾照*, 運転免許*, водительск*";

    static final String PLATE =
            "plate*, license plate*, licence plate*, number plate*, vehicle*, car reg*, car registration*, vrm, reg"
                    + " no, registration number*, registration plate*, reg number*, kennzeichen*, kfz*, nummernschild*,"
                    + " immatriculation*, plaque*, targa*, matricula*, placa*, kenteken*, plaka*, rejestracyjn*,"
                    + " rendszam*, bike*, госномер*, номерной знак, 车牌*, 번호판*, ナンバープレート*";

    private Named() {}
}
