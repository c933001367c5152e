package io.tenantry.mail.internal;

/** What a mail says: twice the same, for readers that show HTML and for those that do not. */
public record Contents(String subject, String text, String html) {}
