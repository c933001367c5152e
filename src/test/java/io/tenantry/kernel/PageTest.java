package io.tenantry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void keepsItsPlaceAndTotalWhenItsItemsAreTranslated() {
        Cursor ada = new Cursor(List.of("ada"));
        assertThat(new Page<>(List.of("Ada"), ada, 7L).map(String::length)).isEqualTo(new Page<>(List.of(3), ada, 7L));
    }

    @Test
    void aCursorNeverChanges() {
        Object[] values = {"ada"};
        Cursor cursor = new Cursor(Arrays.asList(values));
        values[0] = "bob";
        assertThat(cursor).isEqualTo(new Cursor(List.of("ada")));
    }
}
