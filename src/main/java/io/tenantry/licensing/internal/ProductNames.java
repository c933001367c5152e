package io.tenantry.licensing.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The file that Microsoft publishes under "Product names and service plan identifiers for licensing": one line for each service
 * plan of each product.
 */
public final class ProductNames {
    private static final List<String> COLUMNS = List.of(
            "Product_Display_Name",
            "String_Id",
            "GUID",
            "Service_Plan_Name",
            "Service_Plan_Id",
            "Service_Plans_Included_Friendly_Names");
    private static final int LENGTH_MAX = 300;
    private static final char MARK = '\uFEFF';

    private final Map<UUID, Product> products = new LinkedHashMap<>();
    private final Map<UUID, Plan> plans = new LinkedHashMap<>();

    private ProductNames() {}

    /** A product with the plans it consists of. */
    public record Product(UUID id, String partNumber, String displayName, Set<UUID> plans) {}

    /** A service plan. */
    public record Plan(UUID id, String name, String displayName) {}

    /**
     * Reads the file.
     *
     * @throws Refusal (MALFORMED) when it is another file, or a line of it is damaged
     */
    public static ProductNames read(InputStream file) throws IOException {
        String text = text(file.readAllBytes());
        ProductNames names = new ProductNames();
        try (CsvReader<NamedCsvRecord> records =
                CsvReader.builder().skipEmptyLines(true).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : records) {
                names.add(record);
            }
        } catch (CsvParseException damaged) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "The file is no CSV: " + String.valueOf(damaged.getMessage()), "file");
        }
        Refusal.unless(!names.products.isEmpty(), Refusal.Reason.MALFORMED, "The file has no products in it", "file");
        return names;
    }

    public List<Product> products() {
        return List.copyOf(products.values());
    }

    public List<Plan> plans() {
        return List.copyOf(plans.values());
    }

    private void add(NamedCsvRecord record) {
        Map<String, String> cells = new HashMap<>();
        for (String column : COLUMNS) {
            String cell = record.findField(column).orElse(null);
            if (cell == null) {
                throw refused(record, "the column " + column + " is missing");
            }
            cells.put(column, cell.replaceAll("[\\s\\u00A0]+", " ").strip());
        }
        Product product = products.computeIfAbsent(
                id(record, cells, "GUID"),
                id -> new Product(
                        id,
                        name(record, cells, "String_Id"),
                        name(record, cells, "Product_Display_Name"),
                        new LinkedHashSet<>()));
        Plan plan = plans.computeIfAbsent(id(record, cells, "Service_Plan_Id"), id -> {
            String name = name(record, cells, "Service_Plan_Name");
            String shown = cells.getOrDefault("Service_Plans_Included_Friendly_Names", "");
            return new Plan(id, name, shown.isEmpty() ? name : name(record, cells, COLUMNS.getLast()));
        });
        product.plans.add(plan.id);
    }

    private static UUID id(CsvRecord record, Map<String, String> cells, String column) {
        UUID id = Ids.read(cells.getOrDefault(column, ""));
        if (id == null) {
            throw refused(record, column + " is no id");
        }
        return id;
    }

    private static String name(CsvRecord record, Map<String, String> cells, String column) {
        String text = cells.getOrDefault(column, "");
        if (text.isEmpty() || text.length() > LENGTH_MAX || text.indexOf('\0') >= 0) {
            throw refused(record, column + " has to have 1 to " + LENGTH_MAX + " characters");
        }
        return text;
    }

    private static Refusal refused(CsvRecord record, String problem) {
        return new Refusal(Refusal.Reason.MALFORMED, "Line " + record.getStartingLineNumber() + ": " + problem, "file");
    }

    /** As UTF-8, or as older versions of the file were written. */
    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException older) {
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
