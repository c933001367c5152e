package io.tenantry.api.slchub;

/** What the dialect answers where something was done and there is nothing to show. */
record Told(String msg) {}
