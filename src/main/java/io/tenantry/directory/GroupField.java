package io.tenantry.directory;

import java.util.Set;

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
    DISPLAY_NAME("display_name", 256, Format.LINE, Trait.EDITABLE, Trait.REQUIRED, Trait.FOLDED),
    DESCRIPTION("description", 1024, Format.LINES, Trait.EDITABLE),
    MAIL("mail", 254, Format.MAIL, Trait.FOLDED),
    MAIL_NICKNAME("mail_nickname", 64, Format.MAIL_NICKNAME, Trait.EDITABLE, Trait.FOLDED),
    MAIL_ENABLED("mail_enabled", Kind.FLAG, Trait.REQUIRED),
    SECURITY_ENABLED("security_enabled", Kind.FLAG, Trait.REQUIRED),
    GROUP_TYPES("group_types", Kind.LIST, Trait.REQUIRED),
    VISIBILITY("visibility", 16, Format.LINE, Trait.EDITABLE),
    CLASSIFICATION("classification", 64, Format.LINE, Trait.EDITABLE);

    private enum Trait {
        /** A caller may set it. */
        EDITABLE,
        /** Never without a value. */
        REQUIRED,
        /** Has a stored lower-case column. */
        FOLDED
    }

    private final String column;
    private final Kind kind;
    private final int lengthMax;
    private final Format format;
    private final boolean editable;
    private final boolean required;
    private final boolean folded;

    GroupField(String column, Kind kind, Trait... traits) {
        this(column, kind, 0, Format.LINE, traits);
    }

    GroupField(String column, int lengthMax, Format format, Trait... traits) {
        this(column, Kind.TEXT, lengthMax, format, traits);
    }

    GroupField(String column, Kind kind, int lengthMax, Format format, Trait... traits) {
        this.column = column;
        this.kind = kind;
        this.lengthMax = lengthMax;
        this.format = format;
        Set<Trait> has = Set.of(traits);
        editable = has.contains(Trait.EDITABLE);
        required = has.contains(Trait.REQUIRED);
        folded = has.contains(Trait.FOLDED);
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
        return lengthMax;
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public boolean editable() {
        return editable;
    }

    @Override
    public boolean required() {
        return required;
    }

    @Override
    public boolean folded() {
        return folded;
    }

    @Override
    public boolean searched() {
        return false;
    }
}
