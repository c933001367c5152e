package io.tenantry.api.docs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operation that flows know from the connector they were made with. They name it, and its parameters, as they stand here.
 *
 * @param visibility for whom it is shown, or null for everybody
 * @param takes members of its body that our documentation leaves open, see {@link KnownMembers}
 * @param gives likewise of its answer
 */
record KnownOperation(
        String operationId,
        String method,
        String path,
        String summary,
        String description,
        @Nullable String visibility,
        List<KnownParameter> parameters,
        List<String> takes,
        List<String> gives) {
    private static final String FILE = "connector-operations.json";

    /**
     * A parameter beside the body.
     *
     * @param value what it is when a flow does not say; one that nobody can see always is
     */
    record KnownParameter(
            String name,
            String in,
            String type,
            boolean required,
            String summary,
            String description,
            @JsonProperty("default") @Nullable String value,
            @Nullable String visibility) {}

    /** All of them. */
    static List<KnownOperation> all() {
        try (InputStream file = Objects.requireNonNull(KnownOperation.class.getResourceAsStream(FILE))) {
            return JsonMapper.shared().readValue(file, new TypeReference<>() {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The path without the names of its variables, which differ from ours. */
    static String shape(String path) {
        return path.replaceAll("\\{\\w+}", "{}");
    }

    /** Whether this is the operation at the path. */
    boolean isAt(String otherMethod, String otherPath) {
        return method.equals(otherMethod) && shape(path).equals(shape(otherPath));
    }
}
