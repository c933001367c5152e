package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Tells which applications people use who live elsewhere: of everybody, each time. A bean for each kind of place. */
public interface UseLog extends ActivityLog {
    /**
     * Reads all of it, page by page.
     *
     * @throws Refusal when it cannot be read, or not to its end
     */
    void read(OrganizationId organization, Consumer<List<Use>> pages);

    /**
     * Somebody, and what he uses.
     *
     * @param licensed the applications he may use
     * @param lastOn on which day he last used which of them, or another
     */
    record Use(String upn, Set<ReportedProduct> licensed, Map<ReportedProduct, LocalDate> lastOn) {}
}
