package io.tenantry.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** One line that shows how far something is. Only where a person looks; a log file gets none of it. */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean watched;

    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where no person is at the other end
    ProgressBar(PrintWriter out) {
        Console console = System.console();
        this.out = out;
        watched = console != null && console.isTerminal();
    }

    void show(double share, String what) {
        if (watched) {
            int done = (int) Math.round(share * WIDTH);
            out.printf(
                    Locale.ROOT,
                    "\r[%s%s] %3d %% %-24s",
                    "#".repeat(done),
                    " ".repeat(WIDTH - done),
                    Math.round(share * 100),
                    what);
            out.flush();
        }
    }

    void clear() {
        if (watched) {
            out.print("\r" + " ".repeat(WIDTH + 36) + "\r");
            out.flush();
        }
    }
}
