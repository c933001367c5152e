package io.tenantry.console.lists;

/** Something to do from a list's page. */
public record Action(String label, String link) {}
