package io.tenantry.imports.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    Path folder;

    @Test
    void answersWithTheSameFileAndTwoMoreColumns() throws IOException {
        String file =
                "\uFEFFsep=;\r\n\"upn\";city;unknown\r\n\"ada@contoso.com\"; London ;\"x\"\r\nbob@contoso.com;;=1+3\r\n";
        assertThat(answer(file, UTF_8)).isEqualTo("""
                        \uFEFFsep=;\r
                        "upn";city;unknown;"Tenantry result";"Tenantry reason"\r
                        "ada@contoso.com";" London ";"x";"created";""\r
                        bob@contoso.com;;=1+3;"created";""\r
                        """);
    }

    @Test
    void aResultThatIsSentAgainGetsItsAnswersInTheSamePlace() throws IOException {
        String once = answer("upn,city\nada@contoso.com,London\n", UTF_8);
        assertThat(answer(once, UTF_8)).isEqualTo(once);
    }

    @Test
    void faultsStandInTheirRowWithTheirReason() throws IOException {
        assertThat(answer("upn,accountEnabled\nada@contoso.com,maybe,more\nbob@contoso.com\n", UTF_8))
                .isEqualTo("""
                        upn,accountEnabled,Tenantry result,Tenantry reason
                        ada@contoso.com,maybe,failed,The row has 3 cells; the header has 2: a separator inside a value needs \
                        quotes around the value; column 2 (accountEnabled) must be yes or no,more
                        bob@contoso.com,,created,
                        """);
    }

    @Test
    void passwordsAreNotWrittenBack() throws IOException {
        assertThat(answer("upn,password\nada@contoso.com,Correct-Horse-9\n", UTF_8))
                .contains("upn,password,")
                .contains("ada@contoso.com,,created,")
                .doesNotContain("Correct-Horse-9");
    }

    @Test
    void keepsTheEncodingOfTheFile() throws IOException {
        Charset windows = Charset.forName("windows-1252");
        assertThat(answer("upn\tcity\nada@contoso.com\tZürich\n", windows))
                .isEqualTo("upn\tcity\tTenantry result\tTenantry reason\nada@contoso.com\tZürich\tcreated\t\n");
    }

    private String answer(String text, Charset charset) throws IOException {
        Path path = Files.write(folder.resolve("users.csv"), text.getBytes(charset));
        UserFile file = UserFile.open(path, ColumnMapping.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ResultFile result = new ResultFile(file, out);
                UserFile.Rows rows = file.rows()) {
            while (rows.hasNext()) {
                switch (rows.next()) {
                    case ImportRow.Usable(var raw, var values) -> result.write(raw, RowResult.CREATED, "");
                    case ImportRow.Faulty(var raw, var problems) ->
                        result.write(raw, RowResult.FAILED, String.join("; ", problems));
                    case ImportRow.Ignored(var raw, var because) -> result.write(raw, RowResult.SKIPPED, because);
                }
            }
        }
        return out.toString(charset);
    }
}
