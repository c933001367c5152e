package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.Format;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives people of another system their user principal names. The name they sign in with stays: it is the user principal name where
 * it can be, and beside one that is made of it where it cannot.
 *
 * @param own the domains that the organization has proved to be its own; none where it does not name any
 * @param usual where names are made; null for nowhere
 */
record Naming(Set<String> own, @Nullable String usual) {
    private static final int NAME_MAX = 64;

    Naming {
        own = Set.copyOf(own);
    }

    /**
     * How people of an organization are named.
     *
     * @param wanted the domain that the caller wants names to be made in; null for the usual one
     */
    static Naming of(Database database, Reach reach, OrganizationId organization, @Nullable String wanted) {
        Refusal.unless(
                wanted == null || Format.UPN.broken("a@" + wanted) == null,
                Refusal.Reason.MALFORMED,
                "The domain must look like example.com",
                "domain");
        record Domain(String name, boolean usual) {}
        List<Domain> verified = database.list(
                reach,
                "SELECT name, is_default FROM domains WHERE organization_id = ? AND is_verified",
                row -> new Domain(row.getString(1), row.getBoolean(2)),
                organization.value());
        Set<String> own = new HashSet<>();
        String usual = wanted == null ? null : wanted.toLowerCase(Locale.ROOT);
        for (Domain domain : verified) {
            own.add(domain.name().toLowerCase(Locale.ROOT));
            usual = usual == null && domain.usual() ? domain.name() : usual;
        }
        return new Naming(own, usual);
    }

    /** Sets the names of a person who signs in as this, and has this mail address. */
    void name(Map<ImportField, String> values, String login, @Nullable String mail) {
        String upn = login;
        if (!isOurs(login)) {
            if (usual != null) {
                upn = made(login) + "@" + usual;
            } else if (mail != null && isOurs(mail)) {
                upn = mail;
            }
        }
        values.put(ImportField.USER_PRINCIPAL_NAME, upn);
        if (!upn.equals(login)) {
            values.put(ImportField.USER_NAME, login);
        }
    }

    private boolean isOurs(String name) {
        return Format.UPN.broken(name) == null
                && (own.isEmpty()
                        || own.contains(
                                name.substring(name.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT)));
    }

    /** The part of a name before the domain, of what may stand there. */
    private static String made(String login) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < login.length() && name.length() < NAME_MAX; at++) {
            char here = login.charAt(at);
            boolean allowed = here < 0x7F && (Character.isLetterOrDigit(here) || "'.-_!#^~".indexOf(here) >= 0);
            name.append(allowed ? here : '_');
        }
        while (!name.isEmpty() && name.charAt(name.length() - 1) == '.') {
            name.setLength(name.length() - 1);
        }
        return name.isEmpty() ? "_" : name.toString();
    }
}
