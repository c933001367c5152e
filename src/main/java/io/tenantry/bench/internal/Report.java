package io.tenantry.bench.internal;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints what was measured, one line each, beside what was aimed at. */
public final class Report {
    private final PrintWriter out;

    public Report(PrintWriter out) {
        this.out = out;
    }

    public void say(String text) {
        out.println(text);
        out.flush();
    }

    void heading() {
        say(String.format(
                Locale.ROOT,
                "%n%-22s %9s %8s %8s %8s %10s %7s %6s %9s %10s",
                "scenario",
                "req/s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "SQL/s",
                "ratio",
                "aim",
                "SQL/req",
                "client ms"));
    }

    void line(Measured measured) {
        Scenario scenario = measured.scenario();
        Rates http = measured.http();
        say(String.format(
                Locale.ROOT,
                "%-22s %9.0f %8.1f %8.1f %8.1f %10.0f %7.2f %6.2f %9s %10.3f%s",
                scenario.name(),
                http.perSecond(),
                http.p50(),
                http.p95(),
                http.p99(),
                measured.sql().perSecond(),
                measured.ratio(),
                scenario.aim(),
                Double.isNaN(measured.statements())
                        ? "-"
                        : String.format(Locale.ROOT, "%.1f/%d", measured.statements(), scenario.statementsMost()),
                measured.clientMillis(),
                measured.ratio() < scenario.aim() ? "  below the aim" : ""));
    }

    /** A figure that is good when it is at least the aim. */
    void atLeast(String name, double value, double aim, String detail) {
        single(name, value, ">= " + aim, value >= aim, detail);
    }

    /** A figure that is good when it is at most the aim. */
    void atMost(String name, double value, double aim, String detail) {
        single(name, value, "<= " + aim, value <= aim, detail);
    }

    private void single(String name, double value, String aim, boolean isMet, String detail) {
        say(String.format(
                Locale.ROOT, "%-40s %10.2f   aim %-10s %s%s", name, value, aim, detail, isMet ? "" : "  missed"));
    }
}
