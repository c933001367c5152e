package io.tenantry.api.scim;

import io.tenantry.directory.Memberships;
import io.tenantry.directory.UserField;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.ScimElement;
import io.tenantry.query.dialect.ScimRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lists of users can be asked about. */
final class UserRules {
    private static final Field ID = UserField.ID.named("id");

    static final Question.Rules RULES = new Question.Rules(Resource.USER, rules(), ID);

    private UserRules() {}

    private static ScimRules rules() {
        ScimRules rules = ScimRules.of(Schema.USER.id())
                .with(
                        ID,
                        // Its lower-case column always has a value: the UPN, where there is no other name.
                        UserField.USER_NAME.named("userName").required(),
                        UserField.CREATED.named("meta.created"),
                        UserField.MODIFIED.named("meta.lastModified"));
        kept(rules, "", Schema.USER.attributes());
        kept(rules, "name.", UserShape.parts(UserShape.NAME));
        kept(rules, Schema.ENTERPRISE.id() + ":", Schema.ENTERPRISE.attributes());
        String manager = Schema.ENTERPRISE.id() + ":" + UserShape.MANAGER;
        rules.with(UserField.MANAGER.named(manager), UserField.MANAGER.named(manager + ".value"));
        Field[] address = UserShape.parts(UserShape.ADDRESSES).stream()
                .flatMap(part -> part.property() == null
                        ? Stream.empty()
                        : Stream.of(part.property().named(part.name())))
                .toArray(Field[]::new);
        return rules.several(
                        UserShape.EMAILS,
                        ScimElement.one(
                                Map.of("type", "work", "primary", true),
                                UserField.MAIL.named("value").searched()),
                        ScimElement.each(
                                Map.of("type", "other", "primary", false), UserField.OTHER_MAILS.several("value")))
                .several(
                        UserShape.PHONES,
                        ScimElement.each(Map.of("type", "work"), UserField.BUSINESS_PHONES.several("value")),
                        ScimElement.one(Map.of("type", "mobile"), UserField.MOBILE_PHONE.named("value")),
                        ScimElement.one(Map.of("type", "fax"), UserField.FAX_NUMBER.named("value")))
                .several(UserShape.ADDRESSES, ScimElement.one(Map.of("type", "work", "primary", true), address))
                .several(
                        UserShape.GROUPS,
                        ScimElement.each(Map.of("type", "direct"), Memberships.groupsOfUser("value", true)),
                        ScimElement.each(Map.of("type", "indirect"), Memberships.groupsOfUser("value", false)));
    }

    private static void kept(ScimRules rules, String path, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            if (attribute.property() != null) {
                Field field = attribute.property().named(path + attribute.name());
                rules.with(attribute.is(Attribute.Trait.EXACT) ? field.exact() : field);
            }
        }
    }
}
