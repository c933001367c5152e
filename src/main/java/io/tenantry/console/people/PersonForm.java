package io.tenantry.console.people;

import io.tenantry.console.Visit;
import io.tenantry.directory.Property;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The properties of a person that people fill in, as texts. */
public final class PersonForm {
    private static final List<Part> PARTS = List.of(
            new Part(
                    "Name",
                    UserField.DISPLAY_NAME,
                    UserField.GIVEN_NAME,
                    UserField.SURNAME,
                    UserField.UPN,
                    UserField.MAIL,
                    UserField.MAIL_NICKNAME,
                    UserField.OTHER_MAILS),
            new Part(
                    "Job",
                    UserField.JOB_TITLE,
                    UserField.DEPARTMENT,
                    UserField.COMPANY_NAME,
                    UserField.EMPLOYEE_ID,
                    UserField.EMPLOYEE_TYPE),
            new Part(
                    "Place and phones",
                    UserField.OFFICE_LOCATION,
                    UserField.BUSINESS_PHONES,
                    UserField.MOBILE_PHONE,
                    UserField.FAX_NUMBER,
                    UserField.STREET_ADDRESS,
                    UserField.POSTAL_CODE,
                    UserField.CITY,
                    UserField.STATE,
                    UserField.COUNTRY,
                    UserField.USAGE_LOCATION,
                    UserField.PREFERRED_LANGUAGE));

    /** What people who are alike have in common. */
    private static final List<UserField> SHARED = List.of(
            UserField.JOB_TITLE,
            UserField.DEPARTMENT,
            UserField.COMPANY_NAME,
            UserField.EMPLOYEE_TYPE,
            UserField.OFFICE_LOCATION,
            UserField.STREET_ADDRESS,
            UserField.POSTAL_CODE,
            UserField.CITY,
            UserField.STATE,
            UserField.COUNTRY,
            UserField.USAGE_LOCATION,
            UserField.PREFERRED_LANGUAGE);

    private final Map<UserField, String> texts = new EnumMap<>(UserField.class);

    private PersonForm() {}

    private record Part(String title, List<UserField> fields) {
        Part(String title, UserField... fields) {
            this(title, List.of(fields));
        }
    }

    /** A part of the form. */
    public record Section(String title, List<Field> fields) {}

    /**
     * A field of the form.
     *
     * @param hint what belongs into it, or null where its name says so
     */
    public record Field(
            String name,
            String label,
            String value,
            int lengthMax,
            boolean isRequired,
            @Nullable String hint) {}

    static PersonForm of(User user) {
        PersonForm form = new PersonForm();
        for (UserField field : all()) {
            form.texts.put(field, text(user.value(field)));
        }
        return form;
    }

    static PersonForm of(Visit visit) {
        PersonForm form = new PersonForm();
        for (UserField field : all()) {
            String text = visit.request().getParameter(PersonColumns.name(field));
            if (text != null) {
                form.texts.put(field, text.strip());
            }
        }
        return form;
    }

    /** A form for somebody new, with what he shares with another; empty without one. */
    static PersonForm like(@Nullable User other) {
        PersonForm form = new PersonForm();
        if (other != null) {
            SHARED.forEach(field -> form.texts.put(field, text(other.value(field))));
        }
        return form;
    }

    /** A form for somebody new, with these texts by the names of their fields. */
    static PersonForm of(Map<String, String> properties) {
        PersonForm form = new PersonForm();
        SHARED.forEach(field -> form.texts.put(field, properties.getOrDefault(PersonColumns.name(field), "")));
        return form;
    }

    static List<UserField> shared() {
        return SHARED;
    }

    void fill(UserField field, String text) {
        texts.put(field, text);
    }

    List<Field> fields(List<UserField> wanted) {
        return wanted.stream().map(this::field).toList();
    }

    String text(UserField field) {
        return texts.getOrDefault(field, "");
    }

    /** All sections with what was filled in. */
    public List<Section> sections() {
        return PARTS.stream()
                .map(part -> new Section(
                        part.title(), part.fields().stream().map(this::field).toList()))
                .toList();
    }

    /** One field, for pages that lay out their own. */
    Field field(UserField field) {
        return new Field(
                PersonColumns.name(field),
                PersonColumns.label(field),
                text(field),
                field.kind() == Property.Kind.LIST ? 2000 : field.lengthMax(),
                field.required(),
                hint(field));
    }

    /** What is filled in otherwise than it is. */
    Values<UserField> differing(User before) {
        Values<UserField> values = new Values<>();
        texts.forEach((field, text) -> {
            if (!Objects.equals(text, text(before.value(field)))) {
                values.set(field, value(field, text), PersonColumns.label(field));
            }
        });
        return values;
    }

    /** All that is filled in. */
    Values<UserField> filled() {
        Values<UserField> values = new Values<>();
        texts.forEach((field, text) -> {
            if (!text.isEmpty()) {
                values.set(field, value(field, text), PersonColumns.label(field));
            }
        });
        return values;
    }

    private static @Nullable Object value(UserField field, String text) {
        if (field.kind() == Property.Kind.LIST) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .toList();
        }
        return text.isEmpty() ? null : text;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> texts -> texts.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static @Nullable String hint(UserField field) {
        return switch (field) {
            case USAGE_LOCATION -> "Two letters of the country, such as DE. Licenses need it.";
            case OTHER_MAILS, BUSINESS_PHONES -> "Several are parted by commas.";
            case PREFERRED_LANGUAGE -> "Such as en-GB.";
            default -> null;
        };
    }

    private static List<UserField> all() {
        return PARTS.stream().flatMap(part -> part.fields().stream()).toList();
    }
}
