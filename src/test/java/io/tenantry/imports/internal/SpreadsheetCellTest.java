package io.tenantry.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+3", "+49 30 1234", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x"})
    void formulasAreShownAndNotRunAndReadBackAsTheyWere(String value) {
        assertThat(SpreadsheetCell.shown(value)).isEqualTo("'" + value);
        assertThat(SpreadsheetCell.meant(SpreadsheetCell.shown(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "'s-Hertogenbosch", "'", "a=b", "ada@contoso.com"})
    void otherTextIsLeftAlone(String value) {
        assertThat(SpreadsheetCell.shown(value)).isEqualTo(value);
        assertThat(SpreadsheetCell.meant(value)).isEqualTo(value);
    }
}
