package io.tenantry.credentials;

import io.tenantry.credentials.internal.CredentialRows;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The names people sign in with, unique over the installation: everybody's UPN. When the same UPN has a password in two
 * organizations, the first signs in with it alone and the other adds the organization: {@code ada@example.com#Contoso}.
 */
@Component
public class LogonNames {
    private final CredentialRows rows;

    LogonNames(CredentialRows rows) {
        this.rows = rows;
    }

    /** Lets the user sign in with his UPN as it is now. */
    public void register(Session session, OrganizationId organization, UUID user) {
        rows.register(session, organization, user);
    }

    /** Gives the user's name back. */
    public void release(Session session, OrganizationId organization, UUID user) {
        rows.release(session, organization, user);
    }
}
