package io.tenantry.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class UserWriterTest {
    private static final int PEOPLE = 3000;

    @TempDir
    Path folder;

    @Test
    void whatIsExportedIsReadAgainWithoutADifference() throws IOException {
        long seed = System.nanoTime();
        RandomPeople people = new RandomPeople(seed);
        List<Map<ImportField, String>> written =
                Stream.generate(people::next).limit(PEOPLE).toList();
        Path path = folder.resolve("users.csv");
        try (UserWriter writer = new CsvUserWriter(Files.newOutputStream(path))) {
            for (Map<ImportField, String> person : written) {
                writer.write(person);
            }
        }
        List<Map<ImportField, String>> read = new ArrayList<>();
        UserFile file = UserFile.open(path, ColumnMapping.NONE);
        try (UserFile.Rows rows = file.rows()) {
            rows.forEachRemaining(row -> {
                assertThat(row).as("seed %d", seed).isInstanceOf(ImportRow.Usable.class);
                read.add(((ImportRow.Usable) row).values());
            });
        }
        assertThat(read).as("seed %d", seed).isEqualTo(written);
        assertThat(file.layout().notApplied()).isEmpty();
    }

    @Test
    void noCellOfAnExportBeginsLikeAFormula() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (UserWriter writer = new CsvUserWriter(out)) {
            writer.write(Map.of(
                    ImportField.USER_PRINCIPAL_NAME, "ada@contoso.com",
                    ImportField.DISPLAY_NAME, "=HYPERLINK(\"https://example.org\")",
                    ImportField.BUSINESS_PHONES, "+44 20 7946 0001"));
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(",ada@contoso.com,'=HYPERLINK(\"https://example.org\"),")
                .contains(",'+44 20 7946 0001,");
    }

    @Test
    void jsonLinesNameTheFieldsAsTheDirectoryDoes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (UserWriter writer = new JsonUserWriter(out, JsonMapper.shared())) {
            writer.write(Map.of(
                    ImportField.USER_PRINCIPAL_NAME, "ada@contoso.com",
                    ImportField.ACCOUNT_ENABLED, "true",
                    ImportField.BUSINESS_PHONES, "+44 1\n+44 2"));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        {"userPrincipalName":"ada@contoso.com","accountEnabled":true,"businessPhones":["+44 1","+44 2"]}
                        """);
    }
}
