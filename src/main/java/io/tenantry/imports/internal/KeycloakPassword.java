package io.tenantry.imports.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A password as a Keycloak export has it: mostly what it was hashed to, sometimes the word itself where somebody wrote the file.
 *
 * @param hash in a form that the hub reads; null where there is none
 * @param plain the password itself; null where there is none
 * @param algorithm what it was hashed with, for telling when the hub cannot read it
 */
record KeycloakPassword(@Nullable String hash, @Nullable String plain, boolean temporary, String algorithm) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads a credential of the type {@code password}. */
    static KeycloakPassword of(JsonNode credential) {
        boolean temporary = credential.path("temporary").asBoolean(false);
        String plain = credential.path("value").asString("");
        JsonNode secret = inner(credential.path("secretData"));
        if (!plain.isEmpty() && secret.isMissingNode()) {
            return new KeycloakPassword(null, plain, temporary, "");
        }
        // Before version 8 all stood in the credential itself.
        JsonNode data = secret.isMissingNode() ? credential : inner(credential.path("credentialData"));
        String value = secret.isMissingNode()
                ? credential.path("hashedSaltedValue").asString("")
                : secret.path("value").asString("");
        String salt =
                (secret.isMissingNode() ? credential : secret).path("salt").asString("");
        String algorithm = data.path("algorithm").asString("pbkdf2").toLowerCase(Locale.ROOT);
        return new KeycloakPassword(hash(algorithm, value, salt, data), null, temporary, algorithm);
    }

    private static @Nullable String hash(String algorithm, String value, String salt, JsonNode data) {
        int rounds = data.path("hashIterations").asInt(0);
        return switch (algorithm) {
            // Some providers keep the whole of it in the value.
            case String _ when value.startsWith("$") -> value;
            case "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512" -> "$%s$%d$%s$%s".formatted(algorithm, rounds, salt, value);
            case "argon2" -> argon(data.path("additionalParameters"), rounds, value, salt);
            default -> null;
        };
    }

    private static String argon(JsonNode costs, int passes, String value, String salt) {
        int version = costs.path("version").path(0).asString("1.3").equals("1.0") ? 16 : 19;
        return "$argon2%s$v=%d$m=%s,t=%d,p=%s$%s$%s"
                .formatted(
                        costs.path("type").path(0).asString("id"),
                        version,
                        costs.path("memory").path(0).asString("7168"),
                        passes,
                        costs.path("parallelism").path(0).asString("1"),
                        salt.replace("=", ""),
                        value.replace("=", ""));
    }

    /** What stands in a text as JSON; missing where it is none. */
    private static JsonNode inner(JsonNode text) {
        if (text.isObject()) {
            return text;
        }
        try {
            return text.isString() ? JSON.readTree(text.asString()) : JSON.missingNode();
        } catch (JacksonException broken) {
            return JSON.missingNode();
        }
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "KeycloakPassword[" + algorithm + "]";
    }
}
