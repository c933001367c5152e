package io.tenantry.platform.database;

/** A JSON text bound as a {@code jsonb} parameter. */
public record Json(String text) {}
