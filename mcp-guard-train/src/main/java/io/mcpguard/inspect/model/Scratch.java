package io.mcpguard.inspect.model;
import java.util.*;
final class Scratch {
    static void print(List<Doc> docs, Folds folds, float[][] scores, Thresholds[] th) {
        TreeMap<String, List<Float>[]> m = new TreeMap<>();
        for (int i = 0; i < docs.size(); i++) {
            Doc d = docs.get(i);
            if (d.row() < 0 || folds.of(i) < 0) continue;
            String k = d.surface().startsWith("definition") ? "def" : "res";
            float[] own = {scores[0][i], scores[1][i], scores[2][i]};
            float l = Heads.level(own, th, d.definition());
            String key = d.source().startsWith("own_") ? d.source() + " " + k : null;
            if (!d.attack() && !d.source().startsWith("own_")) key = "corpora " + k;
            if (d.attack() && !d.source().startsWith("own_")) key = "x " + d.source() + " " + d.lesson()+" "+ k;
            if (key != null) {
                add(m, key, d.attack(), l);
                if (d.source().startsWith("own_")) add(m, "own ALL " + k, d.attack(), l);
            }
        }
        List<Float> cd = m.get("corpora def")[0]; List<Float> cr = m.get("corpora res")[0];
        Collections.sort(cd); Collections.sort(cr);
        StringBuilder sb = new StringBuilder();
        for (var e : m.entrySet()) {
            List<Float> h = e.getValue()[0], a = e.getValue()[1];
            if (a.isEmpty()) continue;
            Collections.sort(h);
            var c = e.getKey().endsWith("def") ? cd : cr;
            double auc = 0;
            for (float x : a) { int lo = Collections.binarySearch(h, x); if (lo < 0) lo = -lo - 1; auc += (double) lo / Math.max(1,h.size()); }
            sb.append(String.format("%-40s n=%5d/%5d auc %.3f | own fpr 1/3/10: %.3f %.3f %.3f | corpora honest .3%% 1%% 3%% : %.3f(%.3f) %.3f(%.3f) %.3f(%.3f)%n", e.getKey(), a.size(), h.size(), auc / a.size(),
                rec(a, q(h, .01)), rec(a, q(h, .03)), rec(a, q(h, .1)), rec(a, q(c, .003)), rec(h, q(c, .003)), rec(a, q(c, .01)), rec(h, q(c, .01)), rec(a, q(c, .03)), rec(h, q(c, .03))));
        }
        System.err.print(sb);
    }
    static float q(List<Float> h, double s) { return h.isEmpty() ? 99 : h.get(Math.max(0, Math.min(h.size() - 1, (int) Math.floor(h.size() * (1 - s))))); }
    static double rec(List<Float> a, float t) { long n = a.stream().filter(x -> x >= t).count(); return (double) n / Math.max(1, a.size()); }
    static void add(Map<String, List<Float>[]> m, String k, boolean attack, float v) {
        m.computeIfAbsent(k, x -> new List[] {new ArrayList<Float>(), new ArrayList<Float>()})[attack ? 1 : 0].add(v);
    }
}
