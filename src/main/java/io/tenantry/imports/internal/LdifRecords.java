package io.tenantry.imports.internal;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import io.tenantry.kernel.Refusal;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an LDIF file (RFC 2849), one after the other. Lines are put together here, because values that a file refers to by
 * an address must never be fetched: they would be files of this computer.
 */
final class LdifRecords implements Closeable {
    /** A group of a million members fits. */
    private static final int ENTRY_MAX = 128 << 20;

    private final BufferedReader text;
    private long line;
    private int pushedBack = NONE;

    private static final int NONE = -2;
    private static final int END = -1;

    LdifRecords(Path path) throws IOException {
        text = new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8), 1 << 16);
    }

    /** What stands in the file at one place: an entry, or why there is none. */
    sealed interface Found {
        record Read(Entry entry) implements Found {}

        record Faulty(long line, String because) implements Found {}
    }

    /** The next record, or null after the last. */
    @Nullable
    Found next() throws IOException {
        while (true) {
            List<String> lines = new ArrayList<>();
            long first = collect(lines);
            if (first == 0) {
                return null;
            }
            if (!lines.isEmpty()) {
                return decoded(first, lines);
            }
        }
    }

    private static Found decoded(long first, List<String> lines) {
        for (String each : lines) {
            int colon = each.indexOf(':');
            if (colon >= 0 && each.startsWith(":<", colon)) {
                return new Found.Faulty(first, "it refers to a file, and files are not fetched");
            }
            if (each.toLowerCase(Locale.ROOT).startsWith("changetype:")) {
                return new Found.Faulty(first, "it is a change and no entry");
            }
        }
        try {
            return new Found.Read(LDIFReader.decodeEntry(lines.toArray(String[]::new)));
        } catch (LDIFException broken) {
            return new Found.Faulty(first, "it cannot be read");
        }
    }

    /**
     * Puts the lines of the next record together, without comments and the version.
     *
     * @return where it begins, or 0 at the end of the file
     */
    private long collect(List<String> lines) throws IOException {
        StringBuilder current = new StringBuilder();
        int size = 0;
        long first = 0;
        while (true) {
            StringBuilder read = line();
            if (read == null || read.isEmpty()) {
                flush(lines, current);
                if (read == null || first > 0) {
                    return read == null && first == 0 ? 0 : Math.max(first, 1);
                }
                continue;
            }
            first = first == 0 ? line : first;
            size += read.length();
            Refusal.unless(size <= ENTRY_MAX, Refusal.Reason.TOO_LARGE, "The entry at line " + first + " is too large");
            if (read.charAt(0) == ' ') {
                current.append(read, 1, read.length());
            } else {
                flush(lines, current);
                current.append(read);
            }
        }
    }

    private static void flush(List<String> lines, StringBuilder current) {
        boolean says = !current.isEmpty() && current.charAt(0) != '#';
        if (says
                && !(lines.isEmpty()
                        && current.toString().toLowerCase(Locale.ROOT).startsWith("version:"))) {
            lines.add(current.toString());
        }
        current.setLength(0);
    }

    /** A line without its end, or null after the last. */
    private @Nullable StringBuilder line() throws IOException {
        StringBuilder read = new StringBuilder();
        int character = take();
        if (character == END) {
            return null;
        }
        line++;
        while (character != END && character != '\n' && character != '\r') {
            read.append((char) character);
            Refusal.unless(
                    read.length() <= ENTRY_MAX, Refusal.Reason.TOO_LARGE, "Line " + line + " of the file is too long");
            character = take();
        }
        if (character == '\r') {
            int following = take();
            pushedBack = following == '\n' ? NONE : following;
        }
        return read;
    }

    private int take() throws IOException {
        int character = pushedBack == NONE ? text.read() : pushedBack;
        pushedBack = NONE;
        return character;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
