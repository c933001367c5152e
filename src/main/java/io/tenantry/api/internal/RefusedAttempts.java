package io.tenantry.api.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.web.Failure;
import io.tenantry.platform.web.FailureWitness;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Puts into the audit trail what a signed-in caller tried and was not given: everything he was not permitted, and every write
 * that came to nothing. One place for all surfaces, so that no endpoint can forget it.
 */
@Component
class RefusedAttempts implements FailureWitness {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedAttempts.class);
    private static final List<String> READS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ORGANIZATION_VARIABLES = List.of("organizationId", "customerId");

    /** More than this from one connection within a minute tell nothing new; the last one says that more were left out. */
    private static final int EVENTS_PER_MINUTE = 300;

    private static final int TEXT_MAX = 500;

    private final AuditTrail trail;
    private final Database database;
    private final Cache<String, AtomicInteger> told = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(10_000)
            .build();

    RefusedAttempts(AuditTrail trail, Database database) {
        this.trail = trail;
        this.database = database;
    }

    @Override
    public void failed(HttpServletRequest request, Failure failure) {
        boolean reachedAHandler = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) != null;
        if (!reachedAHandler || !(request.getAttribute(Caller.class.getName()) instanceof Caller caller)) {
            return;
        }
        boolean isWrite = !READS.contains(request.getMethod());
        // A database that is not there could not keep the event either.
        boolean isBusy = failure.reason() == Refusal.Reason.BUSY && failure.status() == 503;
        if ((failure.reason() != Refusal.Reason.NOT_PERMITTED && !isWrite) || isBusy) {
            return;
        }
        int count =
                told.get(caller.connection(), connection -> new AtomicInteger()).incrementAndGet();
        if (count <= EVENTS_PER_MINUTE) {
            record(request, caller, failure, count == EVENTS_PER_MINUTE);
        }
    }

    private void record(HttpServletRequest request, Caller caller, Failure failure, boolean last) {
        try {
            OrganizationId organization = organization(request, caller);
            if (organization != null) {
                trail.recordAlone(new Reach.Everything(), caller.actor(), event(request, organization, failure, last));
            }
        } catch (DatabaseFailure unrecorded) {
            LOG.error("A refused attempt could not be put into the audit trail", unrecorded);
        }
    }

    private static AuditEvent event(
            HttpServletRequest request, OrganizationId organization, Failure failure, boolean last) {
        boolean ours = failure.status() >= 500;
        return new AuditEvent(
                organization,
                request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                "request",
                cut(request.getRequestURI()),
                null,
                null,
                ours ? AuditEvent.Outcome.FAILED : AuditEvent.Outcome.REFUSED,
                cut(failure.message()),
                null,
                last ? Map.of("left_out", "further attempts within this minute") : null);
    }

    /** The organization that the path names, if there is one, or else the caller's own. */
    private @Nullable OrganizationId organization(HttpServletRequest request, Caller caller) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            for (String name : ORGANIZATION_VARIABLES) {
                OrganizationId named = existing(variables.get(name));
                if (named != null) {
                    return named;
                }
            }
        }
        return caller.actor().organization();
    }

    private @Nullable OrganizationId existing(@Nullable Object text) {
        if (!(text instanceof String given)) {
            return null;
        }
        try {
            UUID id = UUID.fromString(given);
            return database.first(
                    new Reach.Everything(),
                    "SELECT organization_id FROM organizations WHERE organization_id = ?",
                    row -> new OrganizationId(row.getObject(1, UUID.class)),
                    id);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
}
