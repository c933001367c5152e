package io.tenantry.federation;

import io.tenantry.federation.internal.EntryReading;
import io.tenantry.kernel.Refusal;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Directories as they are, for those who do not make people of their entries. */
@Component
public class LdapEntries {
    private final FederationSettings how;

    LdapEntries(FederationSettings how) {
        this.how = how;
    }

    /**
     * Shows every entry below the search base that fits the filter, page by page.
     *
     * @param password of the account that reads, or null where there is none
     * @param attributes those that are wanted, besides what tells whether an entry is disabled
     * @throws Refusal (PROVIDER_DOWN), (PROVIDER_CANNOT), or (NOT_PERMITTED) when the hub must not connect there
     */
    public void each(
            LdapSettings settings, @Nullable String password, Collection<String> attributes, Consumer<LdapEntry> each) {
        EntryReading.each(settings, password, how, attributes, each);
    }
}
