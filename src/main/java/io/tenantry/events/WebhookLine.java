package io.tenantry.events;

/**
 * A webhook in a list, with how its deliveries stand; trials do not count.
 *
 * @param waiting how many are on their way
 * @param dead how many were given up
 */
public record WebhookLine(Webhook webhook, long waiting, long dead) {}
