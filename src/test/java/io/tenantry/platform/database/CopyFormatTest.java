package io.tenantry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CopyFormatTest {
    @Test
    void keepsRowsAndColumnsApartWhateverAValueHolds() throws IOException {
        StringBuilder text = new StringBuilder();
        CopyFormat.write(text, "a\tb\nc\rd\\e\0f");
        text.append('\t');
        CopyFormat.write(text, null);
        assertThat(text).hasToString("a\\tb\\nc\\rd\\\\e f\t\\N");
        StringWriter writer = new StringWriter();
        CopyFormat.write(writer, "\\N");
        assertThat(writer).hasToString("\\\\N");
    }
}
