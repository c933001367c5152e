package io.tenantry.imports;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What people are brought in from, other than a CSV file: another system's export, or the system itself. */
public sealed interface MoveIn {
    ImportFormat format();

    Choice choice();

    /**
     * What the caller decides about any of them.
     *
     * @param domain where people get their user principal names whose sign-in name is none of the organization's domains; null for
     *     the organization's usual one
     * @param mapping which of their attributes are what, as {@code attribute=field,attribute=field}; the rest is known by name
     */
    record Choice(@Nullable String domain, String mapping) {}

    /** A realm as Keycloak exports it: one JSON file, or a zip archive of the files of a directory export. */
    record Keycloak(Choice choice) implements MoveIn {
        @Override
        public ImportFormat format() {
            return ImportFormat.KEYCLOAK;
        }
    }

    /** A directory as LDAP servers and their tools export it. */
    record Ldif(Choice choice) implements MoveIn {
        @Override
        public ImportFormat format() {
            return ImportFormat.LDIF;
        }
    }

    /**
     * Another SCIM server, read page by page.
     *
     * @param url where its {@code /Users} and {@code /Groups} lie
     * @param token what it lets the hub in with
     */
    record Scim(URI url, String token, Choice choice) implements MoveIn {
        @Override
        public ImportFormat format() {
            return ImportFormat.SCIM;
        }

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Scim[url=" + url + "]";
        }
    }
}
