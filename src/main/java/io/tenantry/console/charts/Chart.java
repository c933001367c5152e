package io.tenantry.console.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Columns over time, drawn as SVG by the fragment {@code console/charts :: chart}, with the same numbers as a table. Up to three
 * series stand beside each other.
 *
 * @param label what it shows, for those who do not see it
 * @param names of the series
 * @param points the values of all series, from left to right
 */
public record Chart(String label, List<String> names, List<Point> points) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 160;
    private static final int LEFT = 44;
    private static final int BOTTOM = 20;
    private static final int TOP = 8;
    private static final int LINES = 3;
    private static final int LABELS = 6;
    private static final List<String> LOOKS = List.of("one", "two", "three");

    public Chart {
        names = List.copyOf(names);
        points = List.copyOf(points);
    }

    /**
     * The values at one time.
     *
     * @param values one of each series
     */
    public record Point(String label, List<Long> values) {
        public Point {
            values = List.copyOf(values);
        }
    }

    /** A column. */
    public record Column(String look, double x, double y, double width, double height) {}

    /** A line across with its value. */
    public record Line(double y, String label) {}

    /** A text below. */
    public record Mark(double x, String label) {}

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }

    public int left() {
        return LEFT;
    }

    /** A series' look. */
    public String look(int series) {
        return LOOKS.get(series);
    }

    public boolean isEmpty() {
        return most() == 0;
    }

    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        double slot = slot();
        double width = slot * 0.8 / names.size();
        long top = top();
        for (int at = 0; at < points.size(); at++) {
            for (int series = 0; series < names.size(); series++) {
                long value = points.get(at).values().get(series);
                double height = value == 0 ? 0 : Math.max(1, room() * value / top);
                double x = LEFT + at * slot + slot * 0.1 + series * width;
                columns.add(
                        new Column(look(series), round(x), round(TOP + room() - height), round(width), round(height)));
            }
        }
        return columns;
    }

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        long top = top();
        for (int i = 0; i <= LINES; i++) {
            long value = top * i / LINES;
            lines.add(
                    new Line(round(TOP + room() - room() * value / top), String.format(Locale.ENGLISH, "%,d", value)));
        }
        return lines;
    }

    public List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        int step = Math.max(1, points.size() / LABELS);
        for (int at = 0; at < points.size(); at += step) {
            marks.add(new Mark(round(LEFT + (at + 0.5) * slot()), points.get(at).label()));
        }
        return marks;
    }

    private double room() {
        return HEIGHT - TOP - BOTTOM;
    }

    private double slot() {
        return (double) (WIDTH - LEFT) / Math.max(1, points.size());
    }

    private long most() {
        return points.stream()
                .flatMap(point -> point.values().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** The value at the upper end: the next that the lines part evenly. */
    private long top() {
        long most = Math.max(LINES, most());
        long step = 1;
        while (step * LINES < most) {
            step = String.valueOf(step).startsWith("2") ? step / 2 * 5 : step * 2;
        }
        return step * LINES;
    }

    private static double round(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
