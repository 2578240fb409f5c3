package io.mcpguard.it.realservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares guarded runs of one server with a plain one, and sorts what differs into reviewed and not. */
final class Report {

    private final RealServer server;
    private final Noise noise;
    private final List<Reviewed> reviewed;
    private final List<Reviewed> met = new ArrayList<>();
    private final List<String> unreviewed = new ArrayList<>();
    private int compared;

    Report(RealServer server, Noise noise, List<Reviewed> reviewed) {
        this.server = server;
        this.noise = noise;
        this.reviewed = reviewed.stream().filter(entry -> entry.isAbout(server)).toList();
    }

    void compare(String run, Transcript plain, Transcript guarded) {
        compared += guarded.steps().size();
        for (Difference difference : noise.without(TreeDiff.between(plain.tree(), guarded.tree()))) {
            List<Reviewed> covering =
                    reviewed.stream().filter(entry -> entry.covers(difference)).toList();
            if (covering.isEmpty()) {
                unreviewed.add(server + ", " + run + ": " + difference);
            }
            met.addAll(covering);
        }
    }

    List<String> unreviewed() {
        return unreviewed;
    }

    List<Reviewed> obsolete() {
        return reviewed.stream().filter(entry -> !met.contains(entry)).toList();
    }

    /** Writes places and rules, no values: the environment of this machine is among them. */
    void write(Path folder, Decisions decisions) throws IOException {
        Files.createDirectories(folder);
        var text = new StringBuilder();
        text.append(server).append(": ").append(compared).append(" steps compared, ");
        text.append(unreviewed.size()).append(" differences that nobody reviewed\n");
        section(text, "differs between two plain runs as well", noise.places());
        section(text, "reviewed", met.stream().distinct().toList());
        text.append("\nthe guard made ").append(decisions.count()).append(" decisions; it objected to\n");
        text.append(decisions.objections()).append("\nand let pass, having found something in it\n");
        text.append(decisions.noticed()).append('\n');
        Files.writeString(folder.resolve(server.name() + "-" + server.transport() + ".txt"), text);
    }

    private static void section(StringBuilder text, String title, Iterable<?> lines) {
        text.append('\n').append(title).append('\n');
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
    }
}
