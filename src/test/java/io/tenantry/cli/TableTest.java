package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.Output.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
    private static final List<Column> COLUMNS = List.of(Column.of("NAME", "name"), Column.of("TAGS", "tags"));
    private static final JsonNode ADA = row("Ada Lovelace of the Analytical Engine", "gold");
    private static final JsonNode BO = row("Bo", "silver");

    @Test
    void alignsColumnsAndCutsTheWidestToFit() {
        assertThat(table(30)).isEqualTo("""
                NAME                    TAGS
                Ada Lovelace of the A…  gold
                Bo                      silver
                """);
        assertThat(table(30).lines()).allMatch(line -> line.length() <= 30);
    }

    @Test
    void writesEverythingOutWhereThereIsRoom() {
        assertThat(table(200)).contains("Ada Lovelace of the Analytical Engine  gold");
    }

    @Test
    void showsNoControlCharacters() {
        StringWriter out = new StringWriter();
        new Table(new PrintWriter(out, true), COLUMNS, 80)
                .print(List.of(row("evil\u001b[2J\nname", "x")).iterator());
        assertThat(out.toString()).contains("evil [2J name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain|plain",
                "=1+2|'=1+2",
                "+46 8|'+46 8",
                "-x|'-x",
                "@SUM(A1)|'@SUM(A1)",
                "~\tx~|~'\tx~",
                "a,b|\"a,b\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=\"x\",y|\"'=\"\"x\"\",y\"",
            })
    void makesNoCellAFormula(String text, String cell) {
        assertThat(Csv.cell(text)).isEqualTo(cell);
    }

    @Test
    void quotesCellsThatBreakLines() {
        assertThat(Csv.cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(Csv.cell("\rb")).isEqualTo("\"'\rb\"");
    }

    private static String table(int width) {
        StringWriter out = new StringWriter();
        new Table(new PrintWriter(out, true), COLUMNS, width)
                .print(List.of(ADA, BO).iterator());
        return out.toString();
    }

    private static JsonNode row(String name, String tag) {
        return JsonMapper.shared().valueToTree(Map.of("name", name, "tags", List.of(tag)));
    }
}
