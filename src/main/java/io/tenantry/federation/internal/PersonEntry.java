package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.PersonAttribute;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as the directory has him, in the hub's terms.
 *
 * @param loginKey what groups of the Unix kind call him, or null
 * @param values what his properties become; one that is absent is to be empty
 * @param problem what could not be used, or null
 */
record PersonEntry(
        String externalId,
        String dn,
        String dnKey,
        @Nullable String loginKey,
        boolean disabled,
        Map<UserField, String> values,
        @Nullable String problem) {
    private static final int DN_MAX = 2_000;
    private static final int DISABLED_BIT = 2;
    private static final String LOCKED_FOR_EVER = "000001010000Z";

    /** The attributes that have to be asked for. */
    static List<String> attributes(LdapSettings settings) {
        List<String> all = new ArrayList<>(settings.attributes().values());
        all.add("cn");
        all.add(settings.externalIdAttribute());
        all.addAll(settings.disabledAttributes());
        all.add("modifyTimestamp");
        return all.stream().distinct().toList();
    }

    /** The person, or null when nothing of the entry will stay the same, so that it could not be found again. */
    static @Nullable PersonEntry of(SearchResultEntry entry, LdapSettings settings) {
        String externalId = ExternalIds.read(entry, settings.externalIdAttribute());
        String dnKey = key(entry.getDN());
        if (externalId == null || dnKey == null) {
            return null;
        }
        List<String> problems = new ArrayList<>();
        Map<UserField, String> values = new EnumMap<>(UserField.class);
        settings.attributes().forEach((property, attribute) -> {
            UserField field = property.field();
            String value = value(entry, attribute);
            if (value != null) {
                put(values, field, value, property.wireName(), problems);
            }
        });
        String login = login(entry, settings);
        String suffix = settings.upnSuffix();
        if (!values.containsKey(UserField.UPN) && login != null && suffix != null) {
            String upn = login + (suffix.startsWith("@") ? suffix : "@" + suffix);
            put(values, UserField.UPN, upn, "userPrincipalName", problems);
        }
        if (values.containsKey(UserField.USER_NAME)
                && values.get(UserField.USER_NAME).equalsIgnoreCase(values.get(UserField.UPN))) {
            values.remove(UserField.USER_NAME);
        }
        String name = value(entry, "cn");
        if (!values.containsKey(UserField.DISPLAY_NAME) && name != null) {
            put(values, UserField.DISPLAY_NAME, name, "displayName", problems);
        }
        return new PersonEntry(
                externalId,
                entry.getDN(),
                dnKey,
                login == null ? null : login.toLowerCase(Locale.ROOT),
                isDisabled(entry, settings),
                values,
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private static @Nullable String login(SearchResultEntry entry, LdapSettings settings) {
        String attribute = settings.attributes().get(PersonAttribute.USER_NAME);
        return attribute == null ? null : value(entry, attribute);
    }

    private static @Nullable String value(SearchResultEntry entry, String attribute) {
        String value = entry.getAttributeValue(attribute);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static void put(
            Map<UserField, String> values, UserField field, String value, String name, List<String> problems) {
        try {
            boolean list = field.kind() == Property.Kind.LIST;
            new Values<UserField>().set(field, list ? List.of(value) : value, name);
            values.put(field, value);
        } catch (Refusal unusable) {
            problems.add(unusable.getMessage());
        }
    }

    /** A comparable form of a distinguished name, or null when it is none or longer than anybody needs. */
    static @Nullable String key(String dn) {
        try {
            String normalized = DN.normalize(dn);
            return normalized.isEmpty() || normalized.length() > DN_MAX ? null : normalized;
        } catch (LDAPException malformed) {
            return null;
        }
    }

    static boolean isDisabled(SearchResultEntry entry, LdapSettings settings) {
        return settings.disabledAttributes().stream().anyMatch(attribute -> {
            String value = entry.getAttributeValue(attribute);
            return value != null && says(attribute.toLowerCase(Locale.ROOT), value.strip());
        });
    }

    private static boolean says(String attribute, String value) {
        return switch (attribute) {
            case "useraccountcontrol" -> {
                Integer flags = entire(value);
                yield flags != null && (flags & DISABLED_BIT) != 0;
            }
            // Any other time is a lock that the directory lifts by itself.
            case "pwdaccountlockedtime" -> value.equals(LOCKED_FOR_EVER);
            default -> value.equalsIgnoreCase("true") || value.equals("1") || value.equalsIgnoreCase("yes");
        };
    }

    private static @Nullable Integer entire(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
