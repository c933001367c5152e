package io.tenantry.federation;

import java.time.Instant;
import java.util.UUID;

/**
 * Who a person is to a provider that he signs in with.
 *
 * @param source the provider, one of the organization's identity sources
 * @param sourceName what it is called
 * @param subject what it calls him: the {@code sub} claim of its tokens
 */
public record ExternalIdentity(UUID source, String sourceName, String subject, Instant linkedAt) {}
