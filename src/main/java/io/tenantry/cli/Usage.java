package io.tenantry.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the parser of the command line cannot check by itself. */
final class Usage {
    private Usage() {}

    /** Answers like any misspelled command line, when something about it is not met. */
    static void require(CommandSpec spec, boolean met, String otherwise) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
