package io.tenantry.directory;

/** What a list of a group's members can be filtered and sorted by; nothing of it is set here. */
public enum MemberField implements Property {
    ID("id", Kind.UUID),
    GROUP("group_id", Kind.UUID),
    MEMBER("member_id", Kind.UUID),
    MEMBER_KIND("member_kind", Kind.TEXT),
    OBJECT_ID("object_id", Kind.UUID),
    NAME("name", Kind.TEXT),
    UPN("upn", Kind.TEXT),
    MAIL("mail", Kind.TEXT),
    CREATED("created_at", Kind.INSTANT),
    MODIFIED("valid_from", Kind.INSTANT);

    private final String column;
    private final Kind kind;

    MemberField(String column, Kind kind) {
        this.column = column;
        this.kind = kind;
    }

    @Override
    public String column() {
        return column;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public int lengthMax() {
        return 0;
    }

    @Override
    public Format format() {
        return Format.LINE;
    }

    @Override
    public boolean editable() {
        return false;
    }

    @Override
    public boolean required() {
        return this != UPN && this != MAIL;
    }

    @Override
    public boolean folded() {
        return false;
    }

    @Override
    public boolean searched() {
        return false;
    }
}
