package io.mcpguard.inspect.model;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains the classifier: {@code java -jar train.jar CORPORA... --out FOLDER}. Writes the weights and
 * the model card, and prints how well it does on what it was not trained on. The same corpora, settings and seed give
 * the same weights.
 */
public final class Trainer {

    static final String USAGE = """
            Trains the classifier of mcp-guard.

            usage: java -jar train.jar CORPORA... --out FOLDER [--without SOURCE]... [--set KEY=VALUE]...

              CORPORA           a folder of *.jsonl or *.jsonl.gz with surface, label and text; several are one
              --out FOLDER      where weights.bin and model-card.md are written
              --without SOURCE  learns nothing from a source and those that repeat its texts, may be repeated
              --set KEY=VALUE   changes a line of training.properties, may be repeated
              --help            prints this

            Examples:
              java -jar train.jar corpora mcp-guard-train/texts --out mcp-guard-core/src/main/resources/io/mcpguard/inspect/model
              java -jar train.jar corpora mcp-guard-train/texts --out trial --set seed=8 --set count.foreign=0
              java -jar train.jar corpora mcp-guard-train/texts --out trial --without injecagent
            """;

    private Trainer() {}

    /**
     * Trains.
     *
     * @param args the folder of corpora, {@code --out} and a folder, what to leave out, settings
     * @throws IOException if a file cannot be read or written
     */
    @SuppressWarnings("SystemOut") // a program for a terminal
    public static void main(String... args) throws IOException {
        if (args.length == 0 || List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        Settings settings = Settings.read();
        List<Path> corpora = new ArrayList<>();
        Path out = null;
        for (int i = 0; i < args.length; i++) {
            String next = i + 1 < args.length ? args[i + 1] : "";
            if (args[i].equals("--out")) {
                check(!next.isEmpty(), "--out needs a folder");
                out = Path.of(next);
                i++;
            } else if (args[i].equals("--without")) {
                check(!next.isEmpty(), "--without needs a source, such as --without injecagent");
                settings.leaveOut(next);
                i++;
            } else if (args[i].equals("--set")) {
                int equals = next.indexOf('=');
                check(equals > 0, "--set needs KEY=VALUE, such as --set seed=8; it was given " + next);
                settings.set(next.substring(0, equals), next.substring(equals + 1));
                i++;
            } else {
                check(!args[i].startsWith("-"), "unknown argument " + args[i] + "; try --help");
                corpora.add(Path.of(args[i]));
            }
        }
        check(!corpora.isEmpty(), "the folder of corpora is missing; try --help");
        check(out != null, "--out FOLDER is missing: where the weights and the model card go");
        System.out.print(train(corpora, requireNonNull(out), settings));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    static String train(List<Path> corpora, Path out, Settings settings) throws IOException {
        var corpus = new Corpus();
        for (Path folder : corpora) {
            corpus.read(folder, settings);
        }
        corpus.place();
        List<Doc> docs = new ArrayList<>(corpus.docs);
        docs.addAll(new Augmentation(Grammar.read(), (long) settings.number("seed", 7), docs).write(settings));
        var data = new Dataset(docs);
        var folds = new Folds(docs, settings);

        float[][] scores = new float[Heads.ALL.size()][docs.size()];
        IntStream.range(0, folds.count() * scores.length).parallel().forEach(task -> {
            int fold = task / scores.length;
            int head = task % scores.length;
            Learner learner = learn(data, folds, fold, settings, head);
            var scorer = new Scorer();
            var requests = new Requests();
            for (int i = 0; i < docs.size(); i++) {
                if (folds.of(i) == fold && Heads.judges(head, docs.get(i).definition())) {
                    scores[head][i] = Heads.ALL.get(head).equals(Heads.REQUEST)
                            ? learner.judge(i, requests)
                            : learner.judge(i, scorer);
                }
            }
        });
        Thresholds[] thresholds = new Thresholds[scores.length];
        for (int head = 0; head < scores.length; head++) {
            thresholds[head] = thresholds(docs, folds, scores[head], head, settings);
        }
        var table = new Table(settings);
        for (int i = 0; i < docs.size(); i++) {
            if (folds.of(i) >= 0 && docs.get(i).row() >= 0) {
                float[] own = {scores[0][i], scores[1][i], scores[2][i]};
                table.add(docs.get(i), Heads.level(own, thresholds, docs.get(i).definition()));
            }
        }
        Head[] heads = new Head[scores.length];
        float[][] learnt = new float[scores.length][];
        IntStream.range(0, heads.length).parallel().forEach(head -> {
            Learner learner = learn(data, folds, Folds.NONE, settings, head);
            learnt[head] = learner.weights;
            heads[head] = Head.of(learner.weights, learner.bias, thresholds[head]);
        });
        Weights weights = Weights.of((int) settings.number("bits", 19), data.hashes, heads, learnt);
        var reading = new Reading(weights);
        for (int i = 0; i < docs.size(); i++) {
            if (folds.of(i) == Folds.UNSEEN) {
                reading.judge(docs.get(i).text(), docs.get(i).definition());
                table.add(docs.get(i), reading.score());
            }
        }
        Files.createDirectories(out);
        try (OutputStream stream = Files.newOutputStream(out.resolve("weights.bin"))) {
            weights.write(stream);
        }
        String printed = table.print(1, 0);
        Files.writeString(
                out.resolve("model-card.md"), Card.write(settings, corpus, weights, printed), StandardCharsets.UTF_8);
        return printed;
    }

    /** Scores that only so many of the honest rows reach that were judged by weights without them. */
    private static Thresholds thresholds(List<Doc> docs, Folds folds, float[] scores, int head, Settings settings) {
        var honest = new Table(settings);
        for (int i = 0; i < scores.length; i++) {
            Doc doc = docs.get(i);
            if (folds.of(i) >= 0 && doc.row() >= 0 && !doc.attack() && Heads.judges(head, doc.definition())) {
                honest.add(doc, scores[i]);
            }
        }
        List<Cell> cells = honest.honest(head == 0);
        String name = Heads.ALL.get(head);
        return new Thresholds(
                honest.quantile(cells, settings.number("stop." + name, 0.003)),
                honest.quantile(cells, settings.number("notice." + name, 0.025)));
    }

    private static Learner learn(Dataset data, Folds folds, int without, Settings settings, int head) {
        String name = Heads.ALL.get(head);
        var windows = new Windows(
                data,
                i -> folds.of(i) != without && data.docs.get(i).learn() && settings.weight(name, data.docs.get(i)) > 0);
        Learner learner = new Learner(data, windows, settings, name, 0).learn();
        int rounds = (int) settings.number("rounds", 1);
        for (int round = 1; round < rounds; round++) {
            learner.add(new Learner(data, windows, settings, name, round).learn());
        }
        learner.divide(rounds);
        return learner;
    }
}
