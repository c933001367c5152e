package io.tenantry.mail.internal;

import java.util.UUID;

/** A way out of the hub. */
public interface Delivery {
    /**
     * Hands one mail over.
     *
     * @param id the mail's own, the same at each try, so that a receiver can tell a repeated mail from a new one
     * @throws org.springframework.mail.MailException when it could not be handed over
     */
    void deliver(UUID id, String recipient, Contents contents);
}
