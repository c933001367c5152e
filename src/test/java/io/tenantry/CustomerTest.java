package io.tenantry;

import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A hub with one customer more, who has a domain, and a script that may do everything there. */
public abstract class CustomerTest extends HubTest {
    private Client client = new Client("");
    private OrganizationId organization = new OrganizationId(Ids.next());
    private String token = "";

    @BeforeEach
    void makeCustomer() {
        client = new Client(hubUrl());
        organization = Estate.organization(TestOrganizations.root(), "Contoso");
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                organization.value(),
                domain());
        token = tokenWith(BuiltInRole.ADMINISTRATORS, organization, organization);
    }

    protected final OrganizationId organization() {
        return organization;
    }

    protected final String domain() {
        return "d" + organization.value() + ".example";
    }

    protected final Client client() {
        return client;
    }

    protected final String token() {
        return token;
    }

    /** A token of a script that lives in one organization and holds the role over others and what lies below them. */
    protected final String tokenWith(BuiltInRole role, OrganizationId home, OrganizationId... scopes) {
        UUID script = Estate.serviceAccount(home, null);
        for (OrganizationId scope : scopes) {
            Estate.assign(home, script, "service account", role, scope);
        }
        return client.tokenOf(script);
    }
}
