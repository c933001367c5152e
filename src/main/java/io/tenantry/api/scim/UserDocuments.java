package io.tenantry.api.scim;

import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns documents into properties of users. */
final class UserDocuments {
    private final Map<String, Object> document;
    private final Map<UserField, @Nullable Object> wanted = new LinkedHashMap<>();
    private final Map<UserField, String> called = new LinkedHashMap<>();

    private UserDocuments(Map<String, Object> document) {
        this.document = document;
        kept("", Schema.USER.attributes(), document);
        kept("name.", UserShape.parts(UserShape.NAME), Documents.object(document, UserShape.NAME));
        kept("", Schema.ENTERPRISE.attributes(), Documents.object(document, Schema.ENTERPRISE.id()));
        emails();
        phones();
        addresses();
        if (wanted.get(UserField.ACCOUNT_ENABLED) == null) {
            wanted.remove(UserField.ACCOUNT_ENABLED);
        }
        wanted.computeIfAbsent(UserField.DISPLAY_NAME, field -> displayName());
    }

    /**
     * The properties that make a user what the document says, as far as they differ from what there is.
     *
     * @param now what there is; null for somebody who is still to be made
     * @param left properties that stay as they are where the document says nothing of them
     */
    static Values<UserField> values(Map<String, Object> document, @Nullable User now, Set<UserField> left) {
        UserDocuments documents = new UserDocuments(document);
        Function<UserField, @Nullable Object> before = now == null ? field -> null : now::value;
        Values<UserField> values = new Values<>();
        documents.wanted.forEach((field, value) -> {
            Object present = before.apply(field);
            boolean isEmpty = Documents.isEmpty(value);
            boolean isSame = isEmpty ? Documents.isEmpty(present) : Objects.equals(present, value);
            if (!isSame && !(isEmpty && left.contains(field))) {
                values.set(field, value, documents.called.getOrDefault(field, field.column()));
            }
        });
        return values;
    }

    static String userName(Map<String, Object> document) {
        String name = Documents.text(document, UserShape.USER_NAME);
        if (name == null || name.isBlank()) {
            throw Refused.as(Refused.VALUE, "A 'userName' is needed, a text");
        }
        return name;
    }

    /** The manager's id, or null. */
    static @Nullable UUID manager(Map<String, Object> document) {
        Map<String, Object> enterprise = Documents.object(document, Schema.ENTERPRISE.id());
        Map<String, Object> manager = enterprise == null ? null : Documents.object(enterprise, UserShape.MANAGER);
        String text = Documents.text(manager, UserShape.VALUE);
        if (text == null) {
            return null;
        }
        UUID id = Ids.read(text);
        if (id == null) {
            throw Refused.as(Refused.VALUE, "The manager '" + ScimPaths.shown(text) + "' is nobody's id");
        }
        return id;
    }

    private void kept(String path, List<Attribute> attributes, @Nullable Map<String, Object> object) {
        for (Attribute attribute : attributes) {
            if (attribute.property() instanceof UserField field) {
                want(field, object == null ? null : object.get(attribute.name()), path + attribute.name());
            }
        }
    }

    private void want(UserField field, @Nullable Object value, String name) {
        wanted.put(field, value);
        called.put(field, name);
    }

    private String displayName() {
        Map<String, Object> name = Documents.object(document, UserShape.NAME);
        String given = Documents.text(name, "givenName");
        String family = Documents.text(name, "familyName");
        String both = (given == null ? "" : given + " ") + (family == null ? "" : family);
        return both.isBlank() ? userName(document) : both.strip();
    }

    /** The address for work is the one that says so, or else the primary one, or else the first. */
    private void emails() {
        List<Map<String, Object>> all = Documents.objects(document, UserShape.EMAILS);
        int work = 0;
        for (int i = 1; i < all.size(); i++) {
            work = rank(all.get(i)) > rank(all.get(work)) ? i : work;
        }
        List<String> others = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String address = needed(all.get(i), UserShape.EMAILS);
            if (i != work && !others.contains(address)) {
                others.add(address);
            }
        }
        want(UserField.MAIL, all.isEmpty() ? null : needed(all.get(work), UserShape.EMAILS), "emails");
        want(UserField.OTHER_MAILS, others, "emails");
    }

    private static int rank(Map<String, Object> email) {
        return (UserShape.WORK.equals(type(email)) ? 2 : 0)
                + (Boolean.TRUE.equals(email.get(UserShape.PRIMARY)) ? 1 : 0);
    }

    private void phones() {
        List<String> work = new ArrayList<>();
        Map<UserField, @Nullable Object> single = new LinkedHashMap<>();
        single.put(UserField.MOBILE_PHONE, null);
        single.put(UserField.FAX_NUMBER, null);
        for (Map<String, Object> phone : Documents.objects(document, UserShape.PHONES)) {
            String number = needed(phone, UserShape.PHONES);
            UserField field = switch (type(phone)) {
                case UserShape.WORK -> null;
                case "mobile" -> UserField.MOBILE_PHONE;
                case "fax" -> UserField.FAX_NUMBER;
                default ->
                    throw Refused.as(
                            Refused.VALUE,
                            "Phones are kept of type work, mobile and fax, not '" + ScimPaths.shown(type(phone)) + "'");
            };
            if (field == null) {
                work.add(number);
            } else {
                Refused.unless(
                        single.put(field, number) == null,
                        Refused.VALUE,
                        "One phone of type " + type(phone) + " is kept");
            }
        }
        want(UserField.BUSINESS_PHONES, work, UserShape.PHONES);
        single.forEach((field, number) -> want(field, number, UserShape.PHONES));
    }

    private void addresses() {
        List<Map<String, Object>> all = Documents.objects(document, UserShape.ADDRESSES);
        Refused.unless(all.size() <= 1, Refused.VALUE, "One address is kept, of type work");
        Map<String, Object> only = all.isEmpty() ? null : all.getFirst();
        Refused.unless(
                only == null || type(only).equals(UserShape.WORK), Refused.VALUE, "One address is kept, of type work");
        kept("addresses.", UserShape.parts(UserShape.ADDRESSES), only);
    }

    private static String type(Map<String, Object> value) {
        String type = Documents.text(value, UserShape.TYPE);
        return type == null ? UserShape.WORK : type.toLowerCase(Locale.ROOT);
    }

    private static String needed(Map<String, Object> object, String attribute) {
        String text = Documents.text(object, UserShape.VALUE);
        if (text == null) {
            throw Refused.as(Refused.VALUE, "Each of '" + attribute + "' needs a 'value'");
        }
        return text;
    }
}
