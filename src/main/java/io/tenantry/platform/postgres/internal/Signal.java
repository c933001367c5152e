package io.tenantry.platform.postgres.internal;

import java.io.IOException;

/** What one may say to a PostgreSQL server. Java itself can only say TERM, on which it waits for every connection. */
enum Signal {
    /** Fast shutdown: connections end, everything is written. */
    INTERRUPT("INT"),
    /** Immediate shutdown: safe, but the next start replays the log. */
    QUIT("QUIT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    void send(ProcessHandle process) throws IOException, InterruptedException {
        // The shell's own 'kill' exists everywhere, the program of that name does not.
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
