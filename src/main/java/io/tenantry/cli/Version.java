package io.tenantry.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of our jar; there is none when the classes run from a build folder. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"tenantry " + Objects.requireNonNullElse(version, "(development)")};
    }
}
