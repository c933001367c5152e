package io.tenantry.bench.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a mirror shows beside what it should show. */
record Comparison(List<Line> lines) {
    /** One kind of thing. */
    private record Line(String kind, int there, int here, int missing, int surplus, int doubled, int different) {
        boolean isClean() {
            return missing + surplus + doubled + different == 0;
        }
    }

    /** Compares things by what they are known by: of each kind, what is said of each there and here. */
    static Comparison of(Map<String, Map<String, List<String>>> there, Map<String, Map<String, List<String>>> here) {
        List<Line> lines = new ArrayList<>();
        there.forEach((kind, things) -> lines.add(line(kind, things, here.getOrDefault(kind, Map.of()))));
        return new Comparison(lines);
    }

    private static Line line(String kind, Map<String, List<String>> there, Map<String, List<String>> here) {
        int missing = 0;
        int different = 0;
        for (Map.Entry<String, List<String>> thing : there.entrySet()) {
            List<String> shown = here.get(thing.getKey());
            if (shown == null) {
                missing++;
            } else if (!Objects.equals(shown.getFirst(), thing.getValue().getFirst())) {
                different++;
            }
        }
        int surplus = (int)
                here.keySet().stream().filter(key -> !there.containsKey(key)).count();
        int doubled = here.values().stream().mapToInt(rows -> rows.size() - 1).sum();
        return new Line(kind, there.size(), here.size(), missing, surplus, doubled, different);
    }

    boolean isClean() {
        return lines.stream().allMatch(Line::isClean);
    }

    void tell(Report report) {
        report.say(String.format(
                Locale.ROOT,
                "  %-14s %9s %9s %8s %8s %8s %9s",
                "",
                "tenant",
                "mirror",
                "missing",
                "surplus",
                "doubled",
                "different"));
        for (Line line : lines) {
            report.say(String.format(
                    Locale.ROOT,
                    "  %-14s %9d %9d %8d %8d %8d %9d",
                    line.kind,
                    line.there,
                    line.here,
                    line.missing,
                    line.surplus,
                    line.doubled,
                    line.different));
        }
    }
}
