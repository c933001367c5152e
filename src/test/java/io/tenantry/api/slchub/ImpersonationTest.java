package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.AssignmentScope;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Permission;
import io.tenantry.kernel.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Acting as somebody else: who may, as whom, and what shows it. */
class ImpersonationTest extends SlcHubTest {
    private Answer actAs(UUID user, String token) {
        return client().send("POST", SlcPaths.ROOT + "/token", token, "{\"userId\": \"" + user + "\"}");
    }

    private String tokenFor(UUID user, String token) {
        Answer answer = actAs(user, token);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("expiresIn").asInt()).isEqualTo(900);
        return answer.body().get("token").asString();
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    /** A script with one role of the organization's own. */
    private UUID script(Permission... permissions) {
        UUID role = Ids.next();
        Estate.run(
                "INSERT INTO roles (organization_id, id, name, permissions) VALUES (?, ?, ?, ?)",
                organization().value(),
                role,
                "Role " + role,
                Stream.of(permissions).map(Permission::wireName).toArray(String[]::new));
        UUID script = Estate.serviceAccount(organization(), null);
        Estate.assign(organization(), script, "service account", role, new AssignmentScope.Subtree(organization()));
        return script;
    }

    @Test
    void theTokenNamesBothAndTheHubSeesThePersonAndRecordsTheOther() {
        UUID ada = person("ada");
        Estate.assign(organization(), ada, "user", BuiltInRole.USER_ADMINISTRATORS, organization());
        UUID helper = Estate.serviceAccount(organization(), null);
        Estate.assign(organization(), helper, "service account", BuiltInRole.ADMINISTRATORS, organization());
        String token = tokenFor(ada, client().tokenOf(helper));
        assertThat(claims(token)).contains("\"sub\":\"" + ada + "\"", "\"act\":{\"sub\":\"" + helper + "\"}");
        assertThat(client().get(SlcPaths.ROOT + "/me", token).body().get("_id").asString())
                .isEqualTo(ada.toString());
        String rename = "[{\"op\": \"replace\", \"path\": \"/displayName\", \"value\": \"Bob B\"}]";
        UUID bob = person("bob");
        assertThat(client().send("PATCH", SlcPaths.ROOT + "/users/" + bob, token, rename)
                        .status())
                .isEqualTo(200);
        Answer trail = client().get("/api/v1/organizations/" + organization() + "/audit", token());
        assertThat(trail.body().get("items").toString()).contains("user.impersonate");
        assertThat(trail.body().get("items")).anySatisfy(event -> {
            assertThat(event.get("action").asString()).isEqualTo("user.change");
            assertThat(event.at("/actor/id").asString()).isEqualTo(helper.toString());
            assertThat(event.at("/actor/onBehalfOfId").asString()).isEqualTo(ada.toString());
        });
    }

    @Test
    void bothStandInTheAccessLog() {
        UUID ada = person("ada");
        UUID helper = script(Permission.USER_IMPERSONATE);
        String token = tokenFor(ada, client().tokenOf(helper));
        String mark = "/api/v1/me/" + UUID.randomUUID();
        client().get(mark + "?secret=1", token);
        assertThat(eventually(() -> logged(mark) != null)).isTrue();
        assertThat(logged(mark)).contains(ada.toString(), helper.toString()).doesNotContain("secret", token);
    }

    /** The line is written when the answer has gone already. */
    private static boolean eventually(BooleanSupplier happens) {
        long end = System.nanoTime() + 2_000_000_000L;
        while (!happens.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static @Nullable String logged(String mark) {
        try (Stream<Path> files = Files.list(Path.of("target/test-hub/access-log"))) {
            return files.flatMap(ImpersonationTest::lines)
                    .filter(line -> line.contains(mark))
                    .findFirst()
                    .orElse(null);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void oneNeedsTheRightAndNobodyActsAsSomebodyMorePrivilegedOrWhoCannotSignIn() {
        UUID ada = person("ada");
        assertRefused(actAs(ada, client().tokenOf(script(Permission.USER_READ))), 403, "forbidden", "user.impersonate");
        String helper = client().tokenOf(script(Permission.USER_IMPERSONATE));
        UUID boss = person("boss");
        Estate.assign(organization(), boss, "user", BuiltInRole.ADMINISTRATORS, organization());
        assertRefused(actAs(boss, helper), 403, "forbidden", "more privileged");
        UUID disabled = person("disabled");
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", disabled);
        assertRefused(actAs(disabled, helper), 403, "forbidden", "cannot sign in");
        UUID system = person("system");
        Estate.run("UPDATE users SET is_system = true WHERE id = ?", system);
        assertRefused(actAs(system, helper), 403, "forbidden", "account of the hub");
        UUID gone = person("gone");
        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", gone);
        assertRefused(actAs(gone, helper), 404, "notFound", "no such user");
        assertRefused(actAs(UUID.randomUUID(), helper), 404, "notFound", "no such user");
    }

    @Test
    void itIsNeverChainedAndChangesNoPassword() {
        UUID ada = person("ada");
        Estate.assign(organization(), ada, "user", BuiltInRole.ADMINISTRATORS, organization());
        String token = tokenFor(ada, token());
        UUID bob = person("bob");
        assertRefused(actAs(bob, token), 403, "forbidden", "somebody else");
        String password = "{\"password\": \"" + PASSWORD + "\"}";
        assertRefused(
                client().send("PUT", SlcPaths.ROOT + "/users/" + bob + "/password", token, password),
                403,
                "forbidden",
                "somebody else");
        assertRefused(
                client().send("POST", SlcPaths.ROOT + "/me/password/validate", token, password),
                403,
                "forbidden",
                "somebody else");
        assertRefused(
                client().send("DELETE", SlcPaths.ROOT + "/users/" + bob + "/logonfailures", token, null),
                403,
                "forbidden",
                "somebody else");
    }

    @Test
    void itOpensNoMoreThanOneMayOneselfAndEndsWithTheRightToIt() {
        UUID ada = person("ada");
        UUID helper = script(Permission.USER_IMPERSONATE, Permission.USER_READ, Permission.USER_READ_BASIC);
        String token = tokenFor(ada, client().tokenOf(helper));
        // Ada becomes more than her helper is, while he acts as her.
        Estate.assign(organization(), ada, "user", BuiltInRole.ADMINISTRATORS, organization());
        String make = "{\"userName\": \"new\", \"password\": \"" + PASSWORD + "\"}";
        assertThat(eventually(() -> status("/users", token) == 200)).isTrue();
        assertThat(client().send("POST", SlcPaths.ROOT + "/users", token, make).status())
                .isEqualTo(403);
        Estate.run("UPDATE service_accounts SET is_enabled = false WHERE id = ?", helper);
        assertThat(eventually(() -> status("/me", token) == 401)).isTrue();
    }

    private int status(String path, String token) {
        return client().get(SlcPaths.ROOT + path, token).status();
    }
}
