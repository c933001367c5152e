package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Field ID = Field.id("id", "u.id");
    private static final Field NAME = Field.text("displayName", "u.name");

    @Test
    void findsAFieldHoweverItsNameIsCapitalised() {
        Catalogue catalogue = Catalogue.of(ID, NAME);
        assertThat(catalogue.filterable("DisplayNAME")).isEqualTo(NAME);
        assertThat(catalogue.find("displayname")).contains(NAME);
        assertThat(catalogue.find("name")).isEmpty();
    }

    @Test
    void namesWhatItDoesNotHave() {
        Catalogue catalogue = Catalogue.of(ID, NAME);
        assertThatThrownBy(() -> catalogue.selectable("passwordHash"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
                    assertThat(refusal.target()).isEqualTo("passwordHash");
                });
        assertThatThrownBy(() -> catalogue.sortable("x".repeat(1_000)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(120));
    }

    @Test
    void needsAnIdAndOneFieldPerName() {
        assertThatThrownBy(() -> Catalogue.of(NAME)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Catalogue.of(ID, NAME, Field.flag("DISPLAYNAME", "u.x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
