package io.tenantry.imports;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/**
 * A file that has come and is not imported yet.
 *
 * @param name what it is called where it came from
 * @param size its bytes
 */
public record Upload(OrganizationId organization, UUID id, String name, long size) {}
