package io.tenantry.credentials;

import io.tenantry.credentials.internal.CredentialRows;
import io.tenantry.credentials.internal.CredentialRows.Reader;
import io.tenantry.mail.Mail;
import io.tenantry.mail.Mails;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.web.HubAddress;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells people by mail that they sign in with another password or second factor now, so that they notice when it was not they who changed it. */
@Component
public class PasswordNews {
    private final CredentialRows rows;
    private final Mails mails;
    private final HubAddress address;
    private final PasswordSettings settings;

    PasswordNews(CredentialRows rows, Mails mails, HubAddress address, PasswordSettings settings) {
        this.rows = rows;
        this.mails = mails;
        this.address = address;
        this.settings = settings;
    }

    /** The owner has changed his password himself. Written in the transaction of the change. */
    public void changed(Session session, OrganizationId organization, UUID user) {
        write(session, organization, user, Mail.Kind.PASSWORD_CHANGED, "");
    }

    /** Somebody else has given the account another password. */
    public void given(Session session, OrganizationId organization, UUID user) {
        write(session, organization, user, Mail.Kind.PASSWORD_GIVEN, "");
    }

    /**
     * The owner, or somebody else for him, has changed what he signs in with beside the password.
     *
     * @param what in words
     */
    public void factors(Session session, OrganizationId organization, UUID user, String what) {
        write(session, organization, user, Mail.Kind.SECOND_FACTOR_CHANGED, what);
    }

    private void write(Session session, OrganizationId organization, UUID user, Mail.Kind kind, String what) {
        Reader reader = settings.tellOwners() ? rows.reader(session, organization, user) : null;
        if (reader == null || !Mails.isAddress(reader.mail())) {
            return;
        }
        mails.queue(
                session,
                new Mail(
                        organization,
                        user,
                        kind,
                        reader.mail(),
                        reader.language(),
                        Map.of(
                                "name",
                                reader.displayName(),
                                "account",
                                reader.upn(),
                                "organization",
                                reader.organizationName(),
                                "what",
                                what),
                        address.of("/account"),
                        Instant.MAX));
    }
}
