package io.tenantry.directory;

/** What a list of a group's members can be filtered and sorted by; nothing of it is set here. */
public enum MemberField implements Property {
    ID("id", Kind.UUID, Trait.REQUIRED),
    GROUP("group_id", Kind.UUID, Trait.REQUIRED),
    MEMBER("member_id", Kind.UUID, Trait.REQUIRED),
    MEMBER_KIND("member_kind", Kind.TEXT, Trait.REQUIRED),
    OBJECT_ID("object_id", Kind.UUID, Trait.REQUIRED),
    NAME("name", Kind.TEXT, Trait.REQUIRED),
    UPN("upn", Kind.TEXT),
    MAIL("mail", Kind.TEXT),
    CREATED("created_at", Kind.INSTANT, Trait.REQUIRED),
    MODIFIED("valid_from", Kind.INSTANT, Trait.REQUIRED),
    DIRECT("direct", Kind.FLAG, Trait.REQUIRED);

    // a record that nobody can change
    @SuppressWarnings("ImmutableEnumChecker")
    private final PropertyRules rules;

    MemberField(String column, Kind kind, Trait... traits) {
        rules = PropertyRules.of(column, kind, traits);
    }

    @Override
    public PropertyRules rules() {
        return rules;
    }
}
