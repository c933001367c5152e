package io.tenantry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The organization in which a command works, named as people know it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InOrganization {
    @Option(
            names = "--organization",
            required = true,
            paramLabel = "ORGANIZATION",
            description = "In which organization, by id, name or domain.")
    private String organization;

    private @Nullable String path;

    /** The path of the organization. The hub is asked once which one is meant. */
    String path(HubClient hub) {
        String known = path == null ? OrgsCommand.path(hub, organization) : path;
        path = known;
        return known;
    }
}
