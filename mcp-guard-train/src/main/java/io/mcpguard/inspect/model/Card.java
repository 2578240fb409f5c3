package io.mcpguard.inspect.model;

import java.util.List;
import java.util.Locale;

/** The model card: what the weights were made from, and what they do and do not do. */
final class Card {

    private Card() {}

    static String write(Settings settings, Corpus corpus, Weights weights, String table) {
        var sources = new StringBuilder();
        corpus.rows.forEach((source, rows) -> sources.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s |%n",
                source,
                rows,
                settings.isUnseen(source) || settings.isStress(source) ? "only reported" : "learnt",
                settings.licence(source))));
        return String.format(
                Locale.ROOT,
                """
                # Model card of the classifier

                Written by the trainer with the weights beside it. `docs/classifier.md` explains the words used here.

                - **Purpose**: tells text that gives orders to a model from text that does not, in definitions of tools
                  and in results. It is one sign among others, and no proof.
                - **Kind**: logistic regression in three heads; two tables of %d places, each with a mark of its feature
                  and a signed byte for a head. What was not learnt has no weight.
                - **Features of a sentence**: words, pairs and pairs over a gap; %d classes of words in ten
                  languages, alone, in order, and as unordered pairs; a class and the word behind it; what the sentence
                  begins with; its length; words in capitals; whether it orders, asks or forbids, and where it stands.
                - **Heads**: one for definitions; for results one for orders that show what they are, and one for bare
                  requests.
                - **Score**: Σ weights / √(features + %.0f) + bias, the best of windows of one and three sentences, less
                  what the length and the rest of the text account for. A bare
                  request is one sentence, and gains by the share of its stems that no other sentence uses. Each head's
                  thresholds put its score on one scale: 0 is worth noticing, 1 is clear.
                - **Training**: coordinate descent on the dual, cost %s, %s epochs; attacks weigh %s of what honest text
                  weighs; what occurs once is no feature; seed %s.
                - **Thresholds**, with the share of distinct honest texts above each, out of fold:
                %s

                ## Sources

                The weights were computed from these and from a grammar of the project's own. Texts named `own_` are in the
                project (`mcp-guard-train/texts`); of the others none is.

                | source | rows | use | licence |
                |---|---|---|---|
                %s
                ## On what it was not trained on

                A `bare request` is an attack whose order is a task without any sign that it comes from the wrong side. `not in the
                text` are attacks that only a name or a schema shows. The first number counts distinct texts; the second,
                with its interval, counts all texts of a template as one.

                ```
                %s```

                ## Known gaps

                - Bare requests are noticed more often than stopped: many read like what a person would write.
                - Tools that name a bad purpose openly are not injections and are not found.
                - Languages other than English were learnt from the grammar and the project's own texts; no real corpus has
                  measured them.
                - Files that instruct agents, and texts about attacks, are honest and look like attacks: more of them
                  are above the thresholds than of other text.
                """,
                1 << weights.bits(),
                Concepts.standard().count(),
                Scorer.SMOOTHING,
                settings.text("cost"),
                settings.text("epochs"),
                settings.text("attacks"),
                settings.text("seed"),
                thresholds(settings, weights),
                sources,
                table);
    }

    private static String thresholds(Settings settings, Weights weights) {
        var lines = new StringBuilder();
        List<Head> heads = List.of(weights.definition, weights.result, weights.request);
        for (int i = 0; i < heads.size(); i++) {
            String name = Heads.ALL.get(i);
            Thresholds at = heads.get(i).thresholds();
            lines.append(String.format(
                    Locale.ROOT,
                    "  %s: stop %.3f (%s), notice %.3f (%s); scale %.6f, bias %.4f%n",
                    name,
                    at.stop(),
                    settings.text("stop." + name),
                    at.notice(),
                    settings.text("notice." + name),
                    heads.get(i).scale(),
                    heads.get(i).bias()));
        }
        return lines.toString().stripTrailing();
    }
}
