package io.tenantry.api.clouduserhub.reports;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.CursorSigner;
import io.tenantry.tenancy.OrganizationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What stands in the address of a report's file: whose it is, and until when. Nobody can make one but the hub. */
@Component
public class ReportTickets {
    private static final byte[] QUESTION = "report file".getBytes(StandardCharsets.UTF_8);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final CursorSigner signer;
    private final InstantSource clock;

    ReportTickets(CursorSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** The path of an organization's report, good for some minutes. */
    public String path(OrganizationId organization) {
        UUID id = organization.value();
        ByteBuffer content = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(clock.instant().plus(GOOD_FOR).toEpochMilli());
        return ReportFileEndpoint.PATH + "/" + signer.sign(content.array(), QUESTION);
    }

    /** Whose report it is; refuses a ticket that is none, or whose time is over. */
    OrganizationId organization(String ticket) {
        ByteBuffer content = ByteBuffer.wrap(signer.open(ticket, QUESTION));
        OrganizationId organization = new OrganizationId(new UUID(content.getLong(), content.getLong()));
        Refusal.unless(
                clock.instant().isBefore(Instant.ofEpochMilli(content.getLong())),
                Refusal.Reason.NOT_FOUND,
                "The address of this file was good for some minutes only");
        return organization;
    }
}
