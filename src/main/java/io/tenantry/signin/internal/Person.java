package io.tenantry.signin.internal;

import io.tenantry.credentials.SignInProof;
import io.tenantry.tenancy.OrganizationId;
import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Someone who has signed in.
 *
 * @param session the browser he signed in with
 * @param signedInAt when he last proved who he is
 * @param methods how he did, in the words of RFC 8176
 */
record Person(UUID id, UUID organizationId, @Nullable UUID session, Instant signedInAt, List<String> methods)
        implements Principal, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    Person {
        methods = List.copyOf(methods);
    }

    SignInProof proof() {
        return new SignInProof(methods);
    }

    OrganizationId organization() {
        return new OrganizationId(organizationId);
    }

    /** What tokens name as their subject. */
    @Override
    public String getName() {
        return id.toString();
    }

    Authentication signedIn() {
        return UsernamePasswordAuthenticationToken.authenticated(this, null, List.of());
    }
}
