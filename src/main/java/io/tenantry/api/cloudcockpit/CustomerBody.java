package io.tenantry.api.cloudcockpit;

import io.tenantry.customers.Contact;
import io.tenantry.customers.Customer;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 *
 * @param resellerId the nearest reseller above, or null where the operator sells himself
 * @param providerCustomers his tenants, with the connection each is reached by
 * @param customerAssociations the resellers who sell to him
 * @param deletedOn when he was deleted, or null
 */
record CustomerBody(
        UUID id,
        String companyName,
        @Nullable String taxId,
        @Nullable String country,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zip,
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String internalIdentifier,
        @Nullable UUID resellerId,
        List<ProviderCustomer> providerCustomers,
        List<Association> customerAssociations,
        @Nullable Instant deletedOn) {
    static CustomerBody of(Customer customer) {
        Contact contact = customer.contact();
        OrganizationId reseller = customer.reseller();
        return new CustomerBody(
                customer.id().value(),
                customer.name(),
                contact.taxId(),
                contact.country(),
                contact.addressLine1(),
                contact.addressLine2(),
                contact.city(),
                contact.state(),
                contact.zip(),
                contact.firstName(),
                contact.middleName(),
                contact.lastName(),
                contact.email(),
                contact.phone(),
                contact.internalIdentifier(),
                reseller == null ? null : reseller.value(),
                List.of(new ProviderCustomer(customer.instance(), customer.tenant(), customer.domain())),
                reseller == null ? List.of() : List.of(new Association(reseller.value(), contact.internalIdentifier())),
                customer.deletedAt());
    }

    /** A customer's tenant at a provider. */
    record ProviderCustomer(
            @Nullable UUID providerInstanceId,
            UUID providerCustomerId,
            @Nullable String domain) {}

    /** A reseller's relation to a customer. */
    record Association(UUID resellerId, @Nullable String internalIdentifier) {}
}
