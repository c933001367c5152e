package io.tenantry.customers;

import io.tenantry.kernel.Refusal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where to write to an organization, whom to ask for there, and what the books of whoever sells to it call it.
 *
 * @param country a code of ISO 3166 with two letters
 * @param internalIdentifier what the seller calls it in systems of his own
 */
public record Contact(
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
        @Nullable String internalIdentifier) {
    /** Nothing is known. */
    public static final Contact NONE =
            new Contact(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LENGTH_MAX = 255;
    private static final int SHORT_LENGTH_MAX = 30;

    public Contact {
        requireText(taxId, LENGTH_MAX, "taxId");
        Refusal.unless(
                country == null || COUNTRIES.contains(country),
                Refusal.Reason.MALFORMED,
                "A country is a code of ISO 3166 with two capital letters, such as SE",
                "country");
        requireText(addressLine1, LENGTH_MAX, "addressLine1");
        requireText(addressLine2, LENGTH_MAX, "addressLine2");
        requireText(city, LENGTH_MAX, "city");
        requireText(state, LENGTH_MAX, "state");
        requireText(zip, SHORT_LENGTH_MAX, "zip");
        requireText(firstName, LENGTH_MAX, "firstName");
        requireText(middleName, LENGTH_MAX, "middleName");
        requireText(lastName, LENGTH_MAX, "lastName");
        requireText(email, LENGTH_MAX, "email");
        Refusal.unless(
                email == null || isAddress(email),
                Refusal.Reason.MALFORMED,
                "'email' has to be a mail address",
                "email");
        requireText(phone, SHORT_LENGTH_MAX, "phone");
        requireText(internalIdentifier, LENGTH_MAX, "internalIdentifier");
    }

    /** The same under another name in the seller's books. */
    public Contact identified(@Nullable String other) {
        return new Contact(
                taxId,
                country,
                addressLine1,
                addressLine2,
                city,
                state,
                zip,
                firstName,
                middleName,
                lastName,
                email,
                phone,
                other);
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1 && text.indexOf(' ') < 0;
    }

    private static void requireText(@Nullable String text, int lengthMax, String name) {
        Refusal.unless(
                text == null
                        || (!text.isBlank()
                                && text.length() <= lengthMax
                                && text.chars().noneMatch(Character::isISOControl)),
                Refusal.Reason.MALFORMED,
                "'" + name + "' has 1 to " + lengthMax + " characters in one line",
                name);
    }
}
