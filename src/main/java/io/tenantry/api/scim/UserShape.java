package io.tenantry.api.scim;

import io.tenantry.directory.NamedGroup;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a user looks like in this dialect. Attributes without a value are left out. */
final class UserShape {
    static final String NAME = "name";
    static final String EMAILS = "emails";
    static final String PHONES = "phoneNumbers";
    static final String ADDRESSES = "addresses";
    static final String GROUPS = "groups";
    static final String MANAGER = "manager";
    static final String USER_NAME = "userName";
    static final String VALUE = "value";
    static final String TYPE = "type";
    static final String PRIMARY = "primary";
    static final String WORK = "work";

    /** Everything of a user that is shown here. */
    static final Set<UserField> FIELDS = fields();

    private UserShape() {}

    /** All that clients can set, as {@link Documents} would read it. */
    static Map<String, Object> document(User user) {
        Map<String, Object> document = kept(Schema.USER.attributes(), user::value);
        document.put(USER_NAME, user.userName());
        put(document, NAME, kept(parts(NAME), user::value));
        List<Map<String, Object>> emails = new ArrayList<>();
        if (user.mail() != null) {
            emails.add(value(user.mail(), WORK, true));
        }
        user.otherMails().forEach(mail -> emails.add(value(mail, "other", false)));
        putAll(document, EMAILS, emails);
        putAll(document, PHONES, phones(user));
        Map<String, Object> address = kept(parts(ADDRESSES), user::value);
        if (!address.isEmpty()) {
            address.put(TYPE, WORK);
            document.put(ADDRESSES, new ArrayList<>(List.of(address)));
        }
        Map<String, Object> enterprise = kept(Schema.ENTERPRISE.attributes(), user::value);
        if (user.manager() != null) {
            enterprise.put(MANAGER, Map.of(VALUE, user.manager().toString()));
        }
        put(document, Schema.ENTERPRISE.id(), enterprise);
        return document;
    }

    /**
     * The user as he is shown.
     *
     * @param groups the groups he belongs to, as far as they are told
     * @param manager what his manager is called, as far as that is told
     */
    static Map<String, Object> shown(At at, User user, List<NamedGroup> groups, @Nullable String manager) {
        Map<String, Object> document = document(user);
        boolean isExtended = document.containsKey(Schema.ENTERPRISE.id());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(
                "schemas", isExtended ? List.of(Schema.USER.id(), Schema.ENTERPRISE.id()) : List.of(Schema.USER.id()));
        shown.put("id", user.id().toString());
        shown.putAll(document);
        workOut(user, shown);
        showManager(at, user, manager, shown);
        if (!groups.isEmpty()) {
            shown.put(GROUPS, groups.stream().map(group -> group(at, group)).toList());
        }
        shown.put(
                "meta",
                Meta.of(
                        Resource.USER,
                        user.createdAt(),
                        user.modifiedAt(),
                        at.location(Resource.USER, user.id().value()),
                        Meta.tag(user)));
        return shown;
    }

    private static Map<String, Object> group(At at, NamedGroup group) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(VALUE, group.id().toString());
        shown.put("$ref", at.location(Resource.GROUP, group.id().value()));
        shown.put("display", group.displayName());
        shown.put(TYPE, group.direct() ? "direct" : "indirect");
        return shown;
    }

    /** Adds what follows from the rest. */
    private static void workOut(User user, Map<String, Object> shown) {
        Map<String, Object> name = Documents.object(shown, NAME);
        if (name != null) {
            String formatted = joined(
                    " ",
                    user.provisioned().honorificPrefix(),
                    user.givenName(),
                    user.provisioned().middleName(),
                    user.surname(),
                    user.provisioned().honorificSuffix());
            name.put("formatted", formatted);
        }
        for (Map<String, Object> address : Documents.objects(shown, ADDRESSES)) {
            address.put(
                    "formatted",
                    joined("\n", user.streetAddress(), user.postalCode(), user.city(), user.state(), user.country()));
            address.put(PRIMARY, true);
        }
    }

    private static void showManager(At at, User user, @Nullable String name, Map<String, Object> shown) {
        Map<String, Object> enterprise = Documents.object(shown, Schema.ENTERPRISE.id());
        if (enterprise != null && user.manager() != null) {
            Map<String, Object> manager = new LinkedHashMap<>();
            manager.put(VALUE, user.manager().toString());
            manager.put("$ref", at.location(Resource.USER, user.manager().value()));
            if (name != null) {
                manager.put("displayName", name);
            }
            enterprise.put(MANAGER, manager);
        }
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(between));
    }

    private static List<Map<String, Object>> phones(User user) {
        List<Map<String, Object>> phones = new ArrayList<>();
        for (String phone : user.businessPhones()) {
            phones.add(value(phone, WORK, phones.isEmpty()));
        }
        if (user.mobilePhone() != null) {
            phones.add(value(user.mobilePhone(), "mobile", false));
        }
        if (user.faxNumber() != null) {
            phones.add(value(user.faxNumber(), "fax", false));
        }
        return phones;
    }

    private static Map<String, Object> value(String value, String type, boolean primary) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(VALUE, value);
        shown.put(TYPE, type);
        if (primary) {
            shown.put(PRIMARY, true);
        }
        return shown;
    }

    /** The sub-attributes of one of the user's complex attributes. */
    static List<Attribute> parts(String name) {
        return Objects.requireNonNull(Attribute.find(Schema.USER.attributes(), name))
                .parts();
    }

    /** Attributes that are kept just as they are sent. */
    private static Map<String, Object> kept(List<Attribute> attributes, Function<UserField, @Nullable Object> values) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            Object value = attribute.property() instanceof UserField field ? values.apply(field) : null;
            if (value != null) {
                kept.put(attribute.name(), value);
            }
        }
        return kept;
    }

    private static void put(Map<String, Object> document, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            document.put(name, value);
        }
    }

    private static void putAll(Map<String, Object> document, String name, List<Map<String, Object>> values) {
        if (!values.isEmpty()) {
            document.put(name, values);
        }
    }

    private static Set<UserField> fields() {
        Set<UserField> fields = EnumSet.of(
                UserField.CREATED,
                UserField.MODIFIED,
                UserField.ACCOUNT_ENABLED,
                UserField.USER_TYPE,
                UserField.USER_NAME,
                UserField.MAIL,
                UserField.OTHER_MAILS,
                UserField.BUSINESS_PHONES,
                UserField.MOBILE_PHONE,
                UserField.FAX_NUMBER,
                UserField.MANAGER);
        Stream.of(Schema.USER.attributes(), Schema.ENTERPRISE.attributes(), parts(NAME), parts(ADDRESSES))
                .flatMap(List::stream)
                .forEach(attribute -> {
                    if (attribute.property() instanceof UserField field) {
                        fields.add(field);
                    }
                });
        return fields;
    }
}
