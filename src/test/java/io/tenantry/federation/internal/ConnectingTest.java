package io.tenantry.federation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.IdentitySources.Change;
import io.tenantry.federation.SourceTest;
import io.tenantry.federation.SyncRun;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.outbound.Outbound;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the hub connects to, whom it believes, and what it tells of it. */
class ConnectingTest extends DirectoryTest {
    private SourceTest test(Object... settings) {
        IdentitySource source = source(settings);
        return sources().test(TestOrganizations.everywhere(), organization, source.id());
    }

    private static Map<String, @Nullable Object> setting(String name, Object value) {
        Map<String, @Nullable Object> settings = new HashMap<>();
        settings.put(name, value);
        return settings;
    }

    @Test
    void tlsIsBelievedWithTheGivenCertificateOnly() {
        directory.person("ada", "Ada Lovelace");
        Object[] tls = {"security", "ldaps", "port", directory.port("tls")};
        assertThat(test(tls).works()).isFalse();
        assertThat(test(tls).message()).contains("cannot be trusted");
        SourceTest trusted = test(
                "security", "ldaps", "port", directory.port("tls"), "trustedCertificates", directory.certificate());
        assertThat(trusted.message()).isEqualTo("The directory answers and shows people");
        assertThat(trusted.sample().getFirst().properties()).containsEntry("upn", "ada@people.example");
        try (TestDirectory other = TestDirectory.start()) {
            assertThat(test(
                                    "security",
                                    "ldaps",
                                    "port",
                                    directory.port("tls"),
                                    "trustedCertificates",
                                    other.certificate())
                            .works())
                    .isFalse();
        }
    }

    @Test
    void startTlsIsBelievedWithTheGivenCertificateOnly() {
        directory.person("ada", "Ada Lovelace");
        assertThat(test("security", "startTls", "trustedCertificates", directory.certificate())
                        .works())
                .isTrue();
        assertThat(test("security", "startTls").works()).isFalse();
    }

    @Test
    void whatIsWrongIsToldInWords() {
        assertThat(test("bindDn", "cn=nobody,dc=example,dc=com").message())
                .contains("does not accept the account that reads it");
        assertThat(test("searchBase", "dc=other").message()).contains("no such search base");
        assertThat(test("port", 1).message()).contains("does not answer");
        assertThat(test("userFilter", "(uid=nobody)").message()).contains("shows nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "127.0.0.2",
                "0.0.0.0",
                "100.64.0.1",
                "::2",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1"
            })
    void networksThatAreNotPublicAreNotConnectedTo(String address) throws UnknownHostException {
        assertThat(Outbound.isPublic(InetAddress.getByName(address))).isFalse();
        SyncRun run = read(source("host", address));
        assertThat(run.state()).isEqualTo(SyncRun.State.FAILED);
        assertThat(run.problem()).contains("lies in a network that is not public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "193.0.6.139", "2001:4860:4860::8888", "172.32.0.1", "100.128.0.1"})
    void publicAddressesAre(String address) throws UnknownHostException {
        assertThat(Outbound.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void whoeverPointsASourceElsewhereMustKnowItsSecret() {
        IdentitySource source = source();
        Change elsewhere = new Change(null, null, setting("host", "ldap.example.org"), null);
        assertThatThrownBy(() ->
                        sources().change(TestOrganizations.everywhere(), organization, source.id(), elsewhere, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("secret has to be given again");
        Change harmless = new Change(null, null, setting("syncMinutes", "30"), null);
        IdentitySource changed =
                sources().change(TestOrganizations.everywhere(), organization, source.id(), harmless, source.version());
        assertThat(changed.settings().members()).containsEntry("syncMinutes", 30);
        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void theApiTellsEverythingButTheSecret() {
        directory.person("ada", "Ada Lovelace");
        IdentitySource source = source();
        Client client = new Client(hubUrl());
        UUID account = Estate.serviceAccount(TestOrganizations.root(), null);
        Estate.assign(
                TestOrganizations.root(),
                account,
                "service account",
                BuiltInRole.ADMINISTRATORS,
                TestOrganizations.root());
        String token = client.tokenOf(account);
        String path = "/api/v1/organizations/" + organization + "/identity-sources";
        Client.Answer list = client.get(path, token);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.raw().body()).doesNotContain(TestDirectory.READERS_PASSWORD);
        assertThat(list.body().path("items").path(0).path("hasSecret").asBoolean(false))
                .isTrue();
        assertThat(ask("SELECT secret FROM identity_sources WHERE id = ?", source.id())
                        .getFirst())
                .doesNotContain("reader");
        assertThat(ask("SELECT after::text FROM audit_events WHERE organization_id = ?", organization.value()))
                .noneMatch(event -> String.valueOf(event).contains(TestDirectory.READERS_PASSWORD));

        Client.Answer unknown = client.send("POST", path, token, """
                {"kind": "ldap", "name": "X", "settings": {"host": "a.example", "searchBase": "dc=x", "color": "red"}}
                """);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.raw().body()).contains("color");

        Client.Answer started = client.send("POST", path + "/" + source.id() + "/sync?full=true", token, null);
        assertThat(started.status()).isEqualTo(202);
        String run = String.valueOf(started.header("Location")).replace(hubUrl(), "");
        long until = System.nanoTime() + 30_000_000_000L;
        while (client.get(run, token).body().path("state").asString().equals("running") && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(client.get(run, token).body().path("counts").path("created").asInt(0))
                .isEqualTo(1);
        assertThat(client.get(path + "/" + source.id() + "/runs", token)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(client.send("DELETE", path + "/" + source.id(), token, null).status())
                .isEqualTo(204);
    }

    @Test
    void sourcesOfOthersAreOutOfReach() {
        IdentitySource source = source();
        assertThatThrownBy(() ->
                        sources().get(TestOrganizations.within(TestOrganizations.root()), organization, source.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("identitysource.read");
    }
}
