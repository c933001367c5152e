package io.tenantry.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.imports.ImportFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntraExportFileTest {
    @TempDir
    Path folder;

    @Test
    void aLargeExportIsReadToItsEndWithoutAFault() throws IOException {
        Path path = folder.resolve("users.csv");
        EntraExportFile.write(path, 50_000, 7);
        UserFile file = UserFile.open(path, ColumnMapping.NONE);
        assertThat(file.layout().format()).isEqualTo(ImportFormat.ENTRA_EXPORT);
        int usable = 0;
        try (UserFile.Rows rows = file.rows()) {
            while (rows.hasNext()) {
                if (rows.next() instanceof ImportRow.Usable) {
                    usable++;
                }
            }
        }
        assertThat(usable).isEqualTo(50_000);
    }
}
