package io.tenantry.credentials;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What anyone could guess about the owner of a password: his names, and where he works. */
public record PasswordContext(List<String> words) {
    public PasswordContext {
        words = List.copyOf(words);
    }

    public static PasswordContext of(@Nullable String... known) {
        return new PasswordContext(
                Stream.of(known).filter(Objects::nonNull).map(Object::toString).toList());
    }
}
