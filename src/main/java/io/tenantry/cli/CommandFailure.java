package io.tenantry.cli;

import picocli.CommandLine.ExitCode;

/** A command that cannot do what it was asked. The message is one line for the person at the keyboard, without a trace. */
public final class CommandFailure extends RuntimeException {
    private final int exitCode;

    public CommandFailure(String message) {
        this(message, ExitCode.SOFTWARE);
    }

    /** With an exit code of its own, for callers that are scripts. */
    public CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** With the surprise behind it, which is shown when TENANTRY_DEBUG is set. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = ExitCode.SOFTWARE;
    }

    int exitCode() {
        return exitCode;
    }
}
