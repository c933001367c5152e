package io.tenantry.api.cloudcockpit;

import static io.tenantry.api.cloudcockpit.Companies.blankToNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.tenantry.api.Given;
import io.tenantry.customers.Contact;
import io.tenantry.customers.NewCustomer;
import io.tenantry.tenancy.OrganizationId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer to be made.
 *
 * @param country a code of ISO 3166 with two letters
 * @param internalIdentifier what the customer is called in the seller's own books
 * @param resellerId who is to sell to him; a reseller's own is filled in for him
 */
@JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
record NewCustomerBody(
        String companyName,
        @Nullable String taxId,
        String country,
        String addressLine1,
        @Nullable String addressLine2,
        String city,
        String state,
        String zip,
        String firstName,
        @Nullable String middleName,
        String lastName,
        String email,
        String phone,
        @Nullable String internalIdentifier,
        @Nullable UUID resellerId) {
    NewCustomerBody {
        Given.needed(companyName, "companyName");
        Given.needed(country, "country");
        Given.needed(addressLine1, "addressLine1");
        Given.needed(city, "city");
        Given.needed(state, "state");
        Given.needed(zip, "zip");
        Given.needed(firstName, "firstName");
        Given.needed(lastName, "lastName");
        Given.needed(email, "email");
        Given.needed(phone, "phone");
    }

    NewCustomer customer() {
        Contact contact = new Contact(
                blankToNull(taxId),
                country.strip().toUpperCase(Locale.ROOT),
                addressLine1,
                blankToNull(addressLine2),
                city,
                state,
                zip,
                firstName,
                blankToNull(middleName),
                lastName,
                email,
                phone,
                blankToNull(internalIdentifier));
        return new NewCustomer(companyName, contact, resellerId == null ? null : new OrganizationId(resellerId));
    }
}
