package io.tenantry.customers.internal;

import io.tenantry.customers.Contact;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table {@code organization_contacts}. */
public final class ContactRows {
    /** In the order in which {@link #read} takes them. */
    static final String COLUMNS = """
            tax_id, country, address_line1, address_line2, city, state, zip, first_name, middle_name, last_name, email, phone,
            internal_identifier""";

    private static final String WRITE = "INSERT INTO organization_contacts (organization_id, " + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organization_id) DO UPDATE SET ("
            + COLUMNS
            + ") = ROW (" + excluded() + ")";

    private ContactRows() {}

    private static String excluded() {
        return "excluded." + COLUMNS.replaceAll(",\\s+", ", excluded.");
    }

    /** What is known, which nobody else changes until the transaction ends. */
    public static Contact hold(Session session, OrganizationId organization) {
        Contact found = session.first(
                "SELECT " + COLUMNS + " FROM organization_contacts WHERE organization_id = ? FOR UPDATE",
                row -> read(row, 1),
                organization.value());
        return found == null ? Contact.NONE : found;
    }

    public static void write(Session session, OrganizationId organization, Contact contact) {
        session.run(
                WRITE,
                organization.value(),
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
                contact.internalIdentifier());
    }

    static Contact read(ResultSet row, int first) throws SQLException {
        return new Contact(
                row.getString(first),
                row.getString(first + 1),
                row.getString(first + 2),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getString(first + 6),
                row.getString(first + 7),
                row.getString(first + 8),
                row.getString(first + 9),
                row.getString(first + 10),
                row.getString(first + 11),
                row.getString(first + 12));
    }

    /** The members of one side that the other does not have just so, for the audit trail. */
    public static Map<String, ?> differing(Contact side, Contact other) {
        Map<String, @Nullable Object> differing = new LinkedHashMap<>();
        Map<String, @Nullable String> others = members(other);
        members(side).forEach((name, value) -> {
            if (!Objects.equals(value, others.get(name))) {
                differing.put(name, value);
            }
        });
        return differing;
    }

    private static Map<String, @Nullable String> members(Contact contact) {
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        members.put("taxId", contact.taxId());
        members.put("country", contact.country());
        members.put("addressLine1", contact.addressLine1());
        members.put("addressLine2", contact.addressLine2());
        members.put("city", contact.city());
        members.put("state", contact.state());
        members.put("zip", contact.zip());
        members.put("firstName", contact.firstName());
        members.put("middleName", contact.middleName());
        members.put("lastName", contact.lastName());
        members.put("email", contact.email());
        members.put("phone", contact.phone());
        members.put("internalIdentifier", contact.internalIdentifier());
        return members;
    }
}
