package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.MoveIn;
import io.tenantry.platform.database.Database;
import io.tenantry.provisioning.ScimServers;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads other systems' people into files that an import works through. */
@Component
class MoveInReading {
    private final Database database;
    private final ScimServers servers;
    private final ImportSettings settings;

    MoveInReading(Database database, ScimServers servers, ImportSettings settings) {
        this.database = database;
        this.servers = servers;
        this.settings = settings;
    }

    /**
     * How a source is read, when its turn comes. What the caller got wrong is refused at once.
     *
     * @throws io.tenantry.kernel.Refusal (MALFORMED), or (NOT_PERMITTED) when the hub must not connect to a server
     */
    Source.Opening of(Reach reach, OrganizationId organization, MoveIn what) {
        AttributeNames names = new AttributeNames(what.choice().mapping());
        Naming naming = Naming.of(database, reach, organization, what.choice().domain());
        if (what instanceof MoveIn.Scim scim) {
            servers.check(scim.url());
        }
        return (files, watcher) -> {
            List<String> notes;
            long people;
            try (Findings findings = new Findings(organization, files, watcher)) {
                read(what, files, names, naming, findings);
                notes = findings.notes();
                people = findings.persons();
            }
            UserFile file = UserFile.open(files.upload(), ColumnMapping.NONE);
            return new Source(file, what.format(), files, names.notApplied(), notes, people);
        };
    }

    private void read(MoveIn what, ImportFolder files, AttributeNames names, Naming naming, Findings findings)
            throws IOException {
        switch (what) {
            case MoveIn.Keycloak(var _) ->
                new KeycloakRealm(findings, names, naming)
                        .read(files.source(), settings.fileSizeMax().toBytes());
            case MoveIn.Ldif(var _) -> new LdifPeople(findings, names, naming).read(files.source());
            case MoveIn.Scim(var url, var token, var _) ->
                new ScimPeople(findings, names, naming).read(servers.at(url, token));
        }
    }
}
