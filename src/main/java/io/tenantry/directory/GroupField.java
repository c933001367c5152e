package io.tenantry.directory;

/** Every property of a group, once, as {@link UserField} has those of a user. */
public enum GroupField implements Property {
    ID("id", Kind.UUID, Trait.REQUIRED),
    ORGANIZATION("organization_id", Kind.UUID, Trait.REQUIRED),
    OBJECT_ID("object_id", Kind.UUID, Trait.REQUIRED),
    CREATED("created_at", Kind.INSTANT, Trait.REQUIRED),
    MODIFIED("valid_from", Kind.INSTANT, Trait.REQUIRED),
    RENEWED("renewed_at", Kind.INSTANT, Trait.REQUIRED),
    DELETED("deleted_at", Kind.INSTANT),
    KIND("kind", 16, Format.LINE, Trait.REQUIRED),
    EXTERNAL_ID("external_id", 256, Format.LINE, Trait.EDITABLE),
    SCIM_EXTERNAL_ID("scim_external_id", 256, Format.LINE, Trait.EDITABLE),
    DISPLAY_NAME("display_name", 256, Format.LINE, Trait.EDITABLE, Trait.REQUIRED, Trait.FOLDED),
    DESCRIPTION("description", 1024, Format.LINES, Trait.EDITABLE),
    MAIL("mail", 254, Format.MAIL, Trait.FOLDED),
    MAIL_NICKNAME("mail_nickname", 64, Format.MAIL_NICKNAME, Trait.EDITABLE, Trait.FOLDED),
    MAIL_ENABLED("mail_enabled", Kind.FLAG, Trait.REQUIRED),
    SECURITY_ENABLED("security_enabled", Kind.FLAG, Trait.REQUIRED),
    GROUP_TYPES("group_types", Kind.LIST, Trait.REQUIRED),
    VISIBILITY("visibility", 16, Format.LINE, Trait.EDITABLE),
    CLASSIFICATION("classification", 64, Format.LINE, Trait.EDITABLE),
    SYSTEM("is_system", Kind.FLAG, Trait.REQUIRED);

    // a record that nobody can change
    @SuppressWarnings("ImmutableEnumChecker")
    private final PropertyRules rules;

    GroupField(String column, Kind kind, Trait... traits) {
        rules = PropertyRules.of(column, kind, traits);
    }

    GroupField(String column, int lengthMax, Format format, Trait... traits) {
        rules = PropertyRules.text(column, lengthMax, format, traits);
    }

    @Override
    public PropertyRules rules() {
        return rules;
    }
}
