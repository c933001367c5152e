package io.tenantry.usage.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tenantry.kernel.Refusal;
import io.tenantry.usage.DiscoveryRun.Problem;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.FeedMember;
import io.tenantry.usage.ToldAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a file tells: comma-separated with headings, or a JSON list of objects. A source's mapping says which heading or
 * member stands for which of ours; one that begins with {@code =} is a text that holds for all lines.
 */
@Component
public class FeedFile {
    private static final int LINES_MAX = 1_000_000;
    private static final int PROBLEMS_KEPT = 100;
    private static final TypeReference<List<Map<String, @Nullable Object>>> OBJECTS = new TypeReference<>() {};

    private final JsonMapper json;

    FeedFile(JsonMapper json) {
        this.json = json;
    }

    /**
     * What a file tells.
     *
     * @param failed how many lines could not be used
     * @param problems the first of those
     */
    public record Told(List<ToldAccount> accounts, long failed, List<Problem> problems) {}

    /**
     * Reads a text.
     *
     * @throws Refusal (MALFORMED) when it has neither form, (TOO_LARGE) when it is too long
     */
    public Told read(DiscoverySource.Settings settings, String text) {
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return start.stripLeading().startsWith("[") ? objects(settings, start) : records(settings, start);
    }

    /** What objects tell that were read already. */
    public Told read(DiscoverySource.Settings settings, List<Map<String, @Nullable Object>> objects) {
        Reading reading = reading(settings);
        long line = 0;
        for (Map<String, @Nullable Object> object : objects) {
            reading.line(++line, (member, heading) -> written(object.get(heading)));
        }
        return reading.told();
    }

    private Told objects(DiscoverySource.Settings settings, String text) {
        try {
            return read(settings, json.readValue(text, OBJECTS));
        } catch (JacksonException broken) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The file is no list of JSON objects");
        }
    }

    private static Told records(DiscoverySource.Settings settings, String text) {
        Reading reading = reading(settings);
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : records) {
                reading.line(
                        record.getStartingLineNumber(),
                        (member, heading) -> record.findField(heading).orElse(null));
            }
        } catch (CsvParseException | IllegalStateException broken) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The file is not comma-separated text: " + broken.getMessage());
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return reading.told();
    }

    /** Lists become texts with semicolons, as a cell would have them. */
    private static @Nullable String written(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(";"));
            default -> value.toString();
        };
    }

    /** Where a line has what stands under a member's heading. */
    @FunctionalInterface
    interface Cells {
        @Nullable
        String under(FeedMember member, String heading);
    }

    private static Reading reading(DiscoverySource.Settings settings) {
        Map<FeedMember, String> headings = new EnumMap<>(FeedMember.class);
        for (FeedMember member : FeedMember.values()) {
            headings.put(member, settings.mapping().getOrDefault(member.wireName(), member.wireName()));
        }
        return new Reading(settings.type(), headings);
    }

    /** Gathers what lines tell, each under its headings. */
    static final class Reading {
        private final DiscoveryType type;
        private final Map<FeedMember, String> headings;
        private final List<ToldAccount> accounts = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private long failed;

        Reading(DiscoveryType type, Map<FeedMember, String> headings) {
            this.type = type;
            this.headings = headings;
        }

        void line(long line, Cells cells) {
            Refusal.unless(
                    accounts.size() + failed < LINES_MAX,
                    Refusal.Reason.TOO_LARGE,
                    "At most " + LINES_MAX + " accounts are told at once");
            Map<FeedMember, String> texts = new EnumMap<>(FeedMember.class);
            headings.forEach((member, heading) -> {
                String text = heading.startsWith("=") ? heading.substring(1) : cells.under(member, heading);
                if (text != null) {
                    texts.put(member, text);
                }
            });
            try {
                accounts.add(new FeedLine(line, texts).account(type));
            } catch (Refusal refusal) {
                failed++;
                if (problems.size() < PROBLEMS_KEPT) {
                    problems.add(new Problem(line, refusal.getMessage()));
                }
            }
        }

        Told told() {
            return new Told(accounts, failed, problems);
        }
    }
}
