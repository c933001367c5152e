package io.tenantry.cli;

import io.tenantry.platform.postgres.PostgresFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what goes wrong into one line and an exit code: 1 when the work failed, 2 (by picocli itself) when the command was
 * spelled wrong. The stack trace of a surprise is shown when TENANTRY_DEBUG is set.
 */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter out = command.getErr();
        boolean explained = failure instanceof CommandFailure || failure instanceof PostgresFailure;
        out.println("tenantry: " + (explained ? failure.getMessage() : failure));
        boolean more = !explained || failure.getCause() != null;
        if (more && System.getenv("TENANTRY_DEBUG") != null) {
            failure.printStackTrace(out);
        } else if (more) {
            out.println("tenantry: set TENANTRY_DEBUG=1 to see where this comes from");
        }
        out.flush();
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.SOFTWARE;
    }
}
