package io.tenantry.api.own;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.json.JsonMapper;

/** Realms of any size, in the form that Keycloak exports. All people of a realm have one password, each hashed as is said. */
final class RealmFile {
    static final String PASSWORD = "correct horse battery staple";
    private static final byte[] SALT = "sixteen bytes ..".getBytes(StandardCharsets.UTF_8);
    private static final int GROUPS = 40;

    private RealmFile() {}

    /** Writes a realm with this many people in a tree of groups. */
    static Path write(Path path, int people, String domain) {
        String credential = pbkdf2("sha256", 27_500);
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            out.write("{\"realm\": \"contoso\", \"enabled\": true, \"groups\": [");
            for (int group = 0; group < GROUPS; group++) {
                out.write(
                        (group == 0 ? "" : ",") + """
                        {"id": "%s", "name": "Team %d", "path": "/Team %d", "attributes": {"description": ["Of many"]},
                         "subGroups": [{"id": "%s", "name": "Inner", "path": "/Team %d/Inner", "subGroups": []}]}
                        """.formatted(id("g" + group), group, group, id("i" + group), group));
            }
            out.write("], \"clients\": [{\"clientId\": \"account\", \"redirectUris\": []}], \"users\": [");
            for (int person = 0; person < people; person++) {
                out.write(person == 0 ? "\n" : ",\n");
                person(out, person, domain, credential);
            }
            out.write("]}");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return path;
    }

    private static void person(Writer out, int person, String domain, String credential) throws IOException {
        int group = person % GROUPS;
        out.write("""
                {"id": "%s", "createdTimestamp": 1690000000000, "username": "person%d", "enabled": true, "totp": false,
                 "emailVerified": true, "firstName": "Given%d", "lastName": "Family%d", "email": "person%d@%s",
                 "attributes": {"department": ["Department %d"], "phone": ["+44 20 %d"], "shoeSize": ["38"]},
                 "credentials": [%s], "disableableCredentialTypes": [], "requiredActions": [],
                 "realmRoles": ["default-roles-contoso"], "notBefore": 0, "groups": ["/Team %d", "/Team %d/Inner"]}""".formatted(
                        id("u" + domain + person),
                        person,
                        person,
                        person,
                        person,
                        domain,
                        group,
                        person,
                        credential,
                        group,
                        group));
    }

    private static UUID id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }

    /** A credential as present versions of Keycloak write it, with two texts of JSON in it. */
    static String credential(String algorithm, int rounds, String value, String salt, String parameters) {
        JsonMapper json = JsonMapper.shared();
        String secret = "{\"value\":\"%s\",\"salt\":\"%s\",\"additionalParameters\":{}}".formatted(value, salt);
        String data = "{\"hashIterations\":%d,\"algorithm\":\"%s\",\"additionalParameters\":%s}"
                .formatted(rounds, algorithm, parameters);
        return "{\"id\": \"%s\", \"type\": \"password\", \"createdDate\": 1690000000000, \"secretData\": %s, \"credentialData\": %s}"
                .formatted(id(algorithm), json.writeValueAsString(secret), json.writeValueAsString(data));
    }

    static String pbkdf2(String digest, int rounds) {
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest.toUpperCase(Locale.ROOT))
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), SALT, rounds, 512))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            String algorithm = digest.equals("sha1") ? "pbkdf2" : "pbkdf2-" + digest;
            return credential(algorithm, rounds, base64.encodeToString(hash), base64.encodeToString(SALT), "{}");
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String argon2() {
        String[] parts = String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 7168, 5).encode(PASSWORD))
                .split("\\$", -1);
        return credential(
                "argon2",
                5,
                parts[5] + "=",
                parts[4] + "==",
                "{\"hashLength\":[\"32\"],\"memory\":[\"7168\"],\"type\":[\"id\"],\"version\":[\"1.3\"],\"parallelism\":[\"1\"]}");
    }

    static String bcrypt() {
        return credential("bcrypt", 10, String.valueOf(new BCryptPasswordEncoder(4).encode(PASSWORD)), "", "{}");
    }
}
