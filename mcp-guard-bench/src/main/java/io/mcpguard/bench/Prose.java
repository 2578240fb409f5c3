package io.mcpguard.bench;

/** What the prose is written in. Text beyond ASCII costs more to inspect. */
public enum Prose {
    ASCII(
            "The delivery from the sawmill arrived on Tuesday, two pallets short of what was ordered. ",
            "Oak shelves sell best in the week before the school year starts, walnut ones in December. ",
            "Margins on assembled furniture fell by 3.2 % because the new varnish takes longer to dry. ",
            "Customers who asked for a delivery slot in the evening waited four days on average. ",
            "The count of 14 March differs from the books by six chairs; the north aisle was counted twice. ",
            "Prices include VAT and are valid until the end of the quarter unless the supplier says otherwise. ",
            "See the appendix for the list of returned items, their condition and the agreed discount. ",
            "Two of the three lorries are back from inspection, the third waits for a brake cable. "),
    ACCENTED(
            "Die Lieferung aus dem Sägewerk kam am Dienstag an – zwei Paletten fehlten. ",
            "Les étagères en chêne se vendent le mieux à la rentrée, celles en noyer en décembre. ",
            "El margen de los muebles montados bajó un 3,2 % porque el barniz tarda más en secar. ",
            "“Two of the three lorries are back from inspection”, the café’s owner was told. ");

    private final String text;

    Prose(String... sentences) {
        this.text = String.join("", sentences);
    }

    /** A character of a text without an end: the sentences come round again. */
    char at(int index) {
        return text.charAt(index % text.length());
    }
}
