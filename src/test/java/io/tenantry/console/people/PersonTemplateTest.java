package io.tenantry.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sign-in names are made of. */
class PersonTemplateTest {
    private static PersonTemplate of(@Nullable String pattern) {
        return new PersonTemplate(UUID.randomUUID(), "Staff", pattern, Map.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "{given}.{surname}@fig.example, Ada, Lovelace, ada.lovelace@fig.example",
        "{g}{surname}@fig.example, Zoë, O'Brien, zobrien@fig.example",
        "{surname}-{s}{g}@fig.example, Jürgen, Groß, gross-gj@fig.example",
        "{given}@fig.example, Anna Maria, Ivić, annamaria@fig.example",
        "staff.{given}@fig.example, Łukasz, X, staff.lukasz@fig.example",
    })
    void namesBecomeAnAddress(String pattern, String given, String surname, String upn) {
        assertThat(of(pattern).upn(given, surname)).isEqualTo(upn);
    }

    @Test
    void aNameThatThePatternNeedsHasToBeThere() {
        assertThat(of("{given}.{surname}@fig.example").upn("Ada", "")).isNull();
        assertThat(of("{given}@fig.example").upn("李", "")).isNull();
        assertThat(of(null).upn("Ada", "Lovelace")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{given}", "{nickname}@fig.example", "{given}@{surname}", "a b@fig.example", "@fig.example"})
    void whatMakesNoAddressIsRefused(String pattern) {
        assertThatThrownBy(() -> of(pattern)).isInstanceOf(Refusal.class).hasMessageContaining("{given}.{surname}");
    }
}
