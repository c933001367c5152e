package io.tenantry.cli;

import picocli.CommandLine.Mixin;

/** A command within one organization. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class WithinOrganization extends HubCommand {
    @Mixin
    private InOrganization organization;

    final String organizationPath(HubClient hub) {
        return organization.path(hub);
    }
}
