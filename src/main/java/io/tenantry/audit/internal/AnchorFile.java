package io.tenantry.audit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file outside the database with the ends of the chains as they were: one line each, only ever added to. */
public final class AnchorFile {
    private static final int PARTS = 4;

    private final Path file;

    public AnchorFile(Path file) {
        this.file = file;
    }

    /** The seal a chain ended in at some moment. */
    public record Anchor(Instant at, UUID organization, long sequence, Seal seal) {
        public static Anchor of(Instant at, UUID organization, SealRows.Head head) {
            return new Anchor(at, organization, head.sequence(), head.seal());
        }

        String line() {
            return at + " " + organization + " " + sequence + " " + seal.hex();
        }

        /** Reads a line; a last one that a crash cut short is no anchor. */
        static Optional<Anchor> of(String line) {
            String[] parts = line.split(" ", -1);
            if (parts.length != PARTS || parts[3].length() != 64) {
                return Optional.empty();
            }
            return Optional.of(new Anchor(
                    Instant.parse(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]), new Seal(parts[3])));
        }
    }

    public void append(Collection<Anchor> anchors) {
        String lines = anchors.stream().map(anchor -> anchor.line() + "\n").collect(Collectors.joining());
        try {
            boolean isNew = Files.notExists(file);
            Files.writeString(
                    file, lines, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (isNew && Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Shows all anchors, oldest first, while the work goes on. */
    public <T> T read(Function<Stream<Anchor>, T> work) {
        if (Files.notExists(file)) {
            return work.apply(Stream.empty());
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return work.apply(lines.flatMap(line -> Anchor.of(line).stream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
