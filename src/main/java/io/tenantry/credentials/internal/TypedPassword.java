package io.tenantry.credentials.internal;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A password as somebody typed it. The same characters typed on another keyboard are the same password, so it is kept in one
 * spelling; hashes from before that, or from elsewhere, may be of another.
 *
 * @param kept the spelling that is hashed today
 * @param spellings all that a hash may be of, today's first; only one for most passwords
 */
public record TypedPassword(String kept, List<String> spellings) {
    public TypedPassword {
        spellings = List.copyOf(spellings);
    }

    public static TypedPassword of(String typed) {
        String kept = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return new TypedPassword(
                kept,
                Stream.of(kept, Normalizer.normalize(typed, Normalizer.Form.NFC), typed)
                        .distinct()
                        .toList());
    }

    /** Passwords do not belong into logs. */
    @Override
    public String toString() {
        return "TypedPassword";
    }
}
