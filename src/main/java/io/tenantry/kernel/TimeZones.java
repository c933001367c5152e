package io.tenantry.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Time zones by their names. */
public final class TimeZones {
    private TimeZones() {}

    /** What Windows calls zones; read when somebody first asks for one. */
    private static final class Windows {
        static final Map<String, ZoneId> ZONES = read();

        private static Map<String, ZoneId> read() {
            try (InputStream list = Objects.requireNonNull(TimeZones.class.getResourceAsStream("windows-zones.txt"))) {
                return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" = ", 2))
                        .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> ZoneId.of(parts[1])));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /**
     * The zone of a name such as {@code Europe/Zurich}, {@code UTC+2} or {@code W. Europe Standard Time}, as Microsoft's directories
     * tell them; null when there is none.
     */
    public static @Nullable ZoneId named(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return Windows.ZONES.get(name);
        }
    }
}
