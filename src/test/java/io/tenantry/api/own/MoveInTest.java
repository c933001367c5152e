package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.CustomerTest;
import io.tenantry.Estate;
import io.tenantry.FinishedImport;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** People who move in keep their names, their passwords, their groups, and whom providers know them as. */
class MoveInTest extends CustomerTest {
    @TempDir
    Path folder;

    private final Logons logons;

    MoveInTest(@Autowired Logons logons) {
        this.logons = logons;
    }

    /** A short name, which nobody else of the installation may have. */
    private String ada() {
        return "ada" + organization().toString().substring(24);
    }

    private String realm() {
        return """
                [{"realm": "contoso", "users": [
                  {"id": "7cc0c81b-f2a2-489a-8243-eda96da4214d", "username": "%6$s", "enabled": true, "email": "ada@%1$s",
                   "firstName": "Ada", "lastName": "Lovelace", "credentials": [%2$s], "groups": ["/Staff/Engines"],
                   "attributes": {"department": ["R&D"], "badge": ["17"], "shoeSize": ["38"]}, "realmRoles": ["auditor"],
                   "federatedIdentities": [{"identityProvider": "Corporate", "userId": "ada-17", "userName": "ada"}]},
                  {"username": "bob@%1$s", "enabled": true, "credentials": [%3$s], "requiredActions": ["UPDATE_PASSWORD"],
                   "groups": ["/Staff", "/Staff/Engines"]},
                  {"username": "cat@%1$s", "enabled": false, "firstName": "Cat",
                   "credentials": [%4$s, {"type": "otp", "secretData": "{}", "credentialData": "{}"}],
                   "requiredActions": ["CONFIGURE_TOTP"]},
                  {"username": "dan@%1$s", "enabled": true, "credentials": [%5$s]},
                  {"username": "eve@elsewhere.example", "enabled": true,
                   "credentials": [{"type": "password", "secretData": "{\\"value\\": \\"x\\"}", "credentialData": "{\\"algorithm\\": \\"md5\\"}"}]},
                  {"username": "service-account-x", "serviceAccountClientId": "x", "enabled": true}],
                 "groups": [{"id": "11c0c81b-f2a2-489a-8243-eda96da4214d", "name": "Staff", "path": "/Staff", "subGroups": [
                   {"name": "Engines", "path": "/Staff/Engines", "subGroups": []}]}], "clients": [{"huge": [[[{}]]]}]}]
                """.formatted(
                        domain(),
                        RealmFile.pbkdf2("sha256", 27_500),
                        RealmFile.argon2(),
                        RealmFile.bcrypt(),
                        RealmFile.pbkdf2("sha512", 2_000),
                        ada());
    }

    @Test
    void aRealmMovesInAndItsPeopleSignInWithTheirOldPasswords() {
        UUID provider = provider("corporate");
        JsonNode done = moved("/keycloak?mapping=badge%3DemployeeId", "application/json", realm());
        assertThat(done.get("format").asString()).isEqualTo("Keycloak realm");
        assertThat(done.at("/counts/created").asInt()).as(done.toString()).isEqualTo(5);
        assertThat(done.at("/columnsNotApplied").toString()).isEqualTo("[\"shoeSize\"]");
        assertThat(done.at("/moved/groupsCreated").asInt()).isEqualTo(2);
        assertThat(done.at("/moved/membersAdded").asInt()).isEqualTo(4);
        assertThat(done.at("/moved/linksAdded").asInt()).isEqualTo(1);
        assertThat(done.get("notes").toString())
                .contains("Service accounts of clients, which stay behind: 1", "Realm role auditor, held by 1")
                .contains("CONFIGURE_TOTP", "type otp", "hashed by md5");
        assertThat(kept(ada())).startsWith("$pbkdf2-sha256$27500$");
        // By the name he had there, which is short, and by the one he has here.
        assertThat(logons.signIn(ada(), RealmFile.PASSWORD, "test"))
                .isInstanceOfSatisfying(
                        LogonResult.Welcome.class,
                        welcome -> assertThat(welcome.mustChange()).isFalse());
        assertThat(kept(ada())).startsWith("$argon2id$v=19$m=19456");
        assertThat(logons.signIn(ada() + "@" + domain(), RealmFile.PASSWORD, "test"))
                .isInstanceOf(LogonResult.Welcome.class);
        assertThat(logons.signIn("bob@" + domain(), RealmFile.PASSWORD, "test"))
                .isInstanceOfSatisfying(
                        LogonResult.Welcome.class,
                        welcome -> assertThat(welcome.mustChange()).isTrue());
        assertThat(logons.signIn("cat@" + domain(), RealmFile.PASSWORD, "test")).isInstanceOf(LogonResult.Denied.class);
        assertThat(logons.signIn("dan@" + domain(), RealmFile.PASSWORD, "test"))
                .isInstanceOf(LogonResult.Welcome.class);
        assertThat(logons.signIn("dan@" + domain(), "something else", "test")).isInstanceOf(LogonResult.Denied.class);
        assertThat(ask("upn", ada())).isEqualTo(ada() + "@" + domain());
        assertThat(ask("employee_id", ada())).isEqualTo("17");
        assertThat(ask("upn", "eve@elsewhere.example")).isEqualTo("eve_elsewhere.example@" + domain());
        assertThat(Estate.ask(
                        "SELECT count(*) FROM external_identities WHERE organization_id = ? AND provider = ? AND subject = 'ada-17'",
                        organization().value(),
                        provider.toString()))
                .isEqualTo("1");
        assertThat(Estate.ask("""
                SELECT string_agg(u.display_name, ', ' ORDER BY u.display_name) FROM groups g
                JOIN memberships m ON m.group_id = g.id JOIN users u ON u.id = m.member_id
                WHERE g.organization_id = ? AND g.display_name = 'Engines'
                """, organization().value())).isEqualTo("Ada Lovelace, bob@" + domain());
    }

    @Test
    void theSameAgainChangesNothingAndAPlanTellsWhatWould() {
        JsonNode plan = moved("/keycloak?dryRun=true", "application/json", realm());
        assertThat(plan.at("/counts/created").asInt()).isEqualTo(5);
        assertThat(plan.at("/moved/groupsCreated").asInt()).isEqualTo(2);
        assertThat(plan.at("/moved/membersAdded").asInt()).isEqualTo(4);
        assertThat(plan.get("notes").toString()).contains("People signed in through Corporate (1 people)");
        assertThat(count("users")).isEqualTo("0");
        assertThat(count("groups")).isEqualTo("0");
        moved("/keycloak", "application/json", realm());
        String events = count("audit_events");
        JsonNode again = moved("/keycloak", "application/json", realm());
        assertThat(again.at("/counts/unchanged").asInt()).as(again.toString()).isEqualTo(5);
        assertThat(again.at("/moved/groupsUnchanged").asInt()).isEqualTo(2);
        assertThat(again.at("/moved/membersAdded").asInt()).isZero();
        assertThat(count("audit_events")).isEqualTo(events);
        String changed =
                realm().replace("\"R&D\"", "\"Research\"").replace("\"name\": \"Staff\"", "\"name\": \"Crew\"");
        JsonNode difference = moved("/keycloak?dryRun=true", "application/json", changed);
        assertThat(difference.at("/counts/updated").asInt()).isEqualTo(1);
        assertThat(difference.at("/moved/groupsUpdated").asInt()).isEqualTo(1);
        assertThat(client().get(
                                "/api/v1/organizations/" + organization() + "/imports/"
                                        + difference.get("id").asString() + "/result",
                                token())
                        .raw()
                        .body())
                .contains("department: R&D → Research")
                .doesNotContain("pbkdf2", "argon2");
    }

    @Test
    void aDirectoryExportComesAsAnArchive() throws IOException {
        Path archive = folder.resolve("export.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(
                    zip,
                    "contoso-realm.json",
                    "{\"realm\": \"contoso\", \"groups\": [{\"name\": \"Staff\", \"path\": \"/Staff\"}]}");
            entry(zip, "contoso-users-0.json", """
                    {"realm": "contoso", "users": [{"username": "ada@%s", "groups": ["/Staff"]}]}""".formatted(domain()));
            entry(zip, "contoso-users-1.json", """
                    {"realm": "contoso", "users": [{"username": "bob@%s"}]}""".formatted(domain()));
        }
        JsonNode done = finished(post("/keycloak", "application/zip", Files.readAllBytes(archive)));
        assertThat(done.at("/counts/created").asInt()).as(done.toString()).isEqualTo(2);
        assertThat(done.at("/moved/membersAdded").asInt()).isEqualTo(1);
        JsonNode several =
                moved("/keycloak", "application/json", "[{\"realm\": \"a\", \"users\": []}, {\"realm\": \"b\"}]");
        assertThat(several.get("status").asString()).isEqualTo("failed");
        assertThat(several.get("problem").asString()).contains("several realms");
        JsonNode broken = moved("/keycloak", "application/json", "{\"users\": [{\"username\": ");
        assertThat(broken.get("problem").asString()).contains("cannot be read as JSON at line 1");
    }

    @Test
    void anLdifFileMovesInWithGroupsAndSaltedHashes() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        digest.update(RealmFile.PASSWORD.getBytes(StandardCharsets.UTF_8));
        byte[] salted = digest.digest(new byte[] {1, 2, 3, 4});
        byte[] both = Arrays.copyOf(salted, salted.length + 4);
        System.arraycopy(new byte[] {1, 2, 3, 4}, 0, both, salted.length, 4);
        String ssha = "{SSHA}" + Base64.getEncoder().encodeToString(both);
        String ldif =
                """
                version: 1

                # the people
                dn: uid=ada,ou=people,dc=example
                objectClass: inetOrgPerson
                uid: ada
                cn: Ada Lovelace
                sn: Lovelace
                givenName:: QWRh
                mail: ada@%1$s
                telephoneNumber: +44 1
                telephoneNumber: +44 2
                description: Countess, and
                  much more
                userPassword:: %2$s

                dn: CN=Bob,CN=Users,DC=example
                objectClass: user
                userPrincipalName: bob@%1$s
                sAMAccountName: bob
                cn: Bob
                userAccountControl: 514
                objectGUID:: AAECAwQFBgcICQoLDA0ODw==

                dn: uid=eve,ou=people,dc=example
                objectClass: inetOrgPerson
                cn:< file:///etc/hostname

                dn: cn=inner,ou=groups,dc=example
                objectClass: posixGroup
                cn: inner
                memberUid: ada

                dn: cn=outer,ou=groups,dc=example
                objectClass: groupOfNames
                cn: outer
                member: cn=inner,ou=groups,dc=example
                member: cn=bob, cn=users, dc=example
                member: uid=nobody,ou=people,dc=example
                """.formatted(domain(), Base64.getEncoder().encodeToString(ssha.getBytes(StandardCharsets.UTF_8)));
        JsonNode done = moved("/ldif", "text/ldif", ldif);
        assertThat(done.at("/counts/created").asInt()).as(done.toString()).isEqualTo(2);
        assertThat(done.at("/moved/groupsCreated").asInt()).isEqualTo(2);
        assertThat(done.at("/moved/membersAdded").asInt()).isEqualTo(3);
        assertThat(done.at("/moved/membersUnknown").asInt()).isEqualTo(1);
        assertThat(done.get("notes").toString())
                .contains("left out: it refers to a file")
                .doesNotContain("hostname");
        assertThat(logons.signIn("ada@" + domain(), RealmFile.PASSWORD, "test"))
                .isInstanceOf(LogonResult.Welcome.class);
        assertThat(kept("ada")).startsWith("$argon2id$");
        assertThat(ask("account_enabled::text", "bob@" + domain())).isEqualTo("false");
        assertThat(ask("object_id::text", "bob@" + domain())).isEqualTo("03020100-0504-0706-0809-0a0b0c0d0e0f");
        assertThat(ask("array_to_string(business_phones, ',')", "ada")).isEqualTo("+44 1,+44 2");
        assertThat(moved("/ldif", "text/ldif", ldif).at("/counts/unchanged").asInt())
                .isEqualTo(2);
    }

    @Test
    void anotherScimServerIsReadPageByPage() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Fabrikam");
        UUID group = Estate.group(other, "Pilots");
        for (int person = 0; person < 450; person++) {
            UUID id = Estate.user(other, "p" + person);
            Estate.run("UPDATE users SET upn = ? WHERE id = ?", "p" + person + "@" + domain(), id);
            Estate.member(other, group, id, "user");
        }
        String theirs = tokenWith(BuiltInRole.ADMINISTRATORS, other, other);
        String body = """
                {"url": "%s/scim/v2", "token": "%s"}""".formatted(hubUrl(), theirs);
        JsonNode done = finished(client().send("POST", imports() + "/scim", token(), body));
        assertThat(done.at("/counts/created").asInt()).as(done.toString()).isEqualTo(450);
        assertThat(done.at("/moved/membersAdded").asInt()).isEqualTo(450);
        JsonNode again = finished(client().send("POST", imports() + "/scim", token(), body));
        assertThat(again.at("/counts/unchanged").asInt()).as(again.toString()).isEqualTo(450);
        assertThat(client().send("POST", imports() + "/scim", token(), """
                        {"url": "http://169.254.169.254/scim", "token": "x"}""").status())
                .isEqualTo(403);
        JsonNode wrong = finished(client().send("POST", imports() + "/scim", token(), """
                {"url": "%s/nowhere", "token": "%s"}""".formatted(hubUrl(), theirs)));
        assertThat(wrong.get("problem").asString()).contains("is that the SCIM address?");
    }

    /** Fifty thousand with {@code -Dtenantry.realm=50000}. */
    @Test
    void aLargeRealmMovesInWithBoundedMemory() throws IOException {
        int people = Integer.getInteger("tenantry.realm", 3_000);
        Path realm = RealmFile.write(folder.resolve("realm.json"), people, domain());
        long start = System.nanoTime();
        JsonNode done = finished(client().send(request("/keycloak", "application/octet-stream")
                .POST(BodyPublishers.ofFile(realm))
                .build()));
        double first = (System.nanoTime() - start) / 1e9;
        assertThat(done.at("/counts/created").asInt()).as(done.toString()).isEqualTo(people);
        assertThat(done.at("/moved/membersAdded").asInt()).isEqualTo(2 * people + 40);
        start = System.nanoTime();
        JsonNode again = finished(client().send(request("/keycloak", "application/octet-stream")
                .POST(BodyPublishers.ofFile(realm))
                .build()));
        double second = (System.nanoTime() - start) / 1e9;
        assertThat(again.at("/counts/unchanged").asInt()).as(again.toString()).isEqualTo(people);
        start = System.nanoTime();
        assertThat(logons.signIn("person" + (people - 1) + "@" + domain(), RealmFile.PASSWORD, "test"))
                .isInstanceOf(LogonResult.Welcome.class);
        System.out.printf(
                Locale.ROOT,
                "PROBE a realm of %d people (%d MB): moved in after %.1f s, again after %.1f s, first sign-in %.0f ms%n",
                people,
                Files.size(realm) >> 20,
                first,
                second,
                (System.nanoTime() - start) / 1e6);
    }

    private UUID provider(String name) {
        UUID id = UUID.randomUUID();
        Estate.run(
                "INSERT INTO identity_sources (organization_id, id, kind, name, settings) VALUES (?, ?, 'oidc', ?, '{}')",
                organization().value(),
                id,
                name);
        return id;
    }

    private String kept(String name) {
        return Estate.ask(
                "SELECT password_hash FROM credentials c JOIN users u ON u.id = c.user_id"
                        + " WHERE u.organization_id = ? AND u.user_name_ci = ?",
                organization().value(),
                name);
    }

    private String ask(String column, String name) {
        return Estate.ask(
                "SELECT " + column + " FROM users WHERE organization_id = ? AND user_name_ci = ?",
                organization().value(),
                name);
    }

    private String count(String table) {
        return Estate.ask(
                "SELECT count(*) FROM " + table + " WHERE organization_id = ?",
                organization().value());
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String imports() {
        return "/api/v1/organizations/" + organization() + "/imports";
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(hubUrl() + imports() + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", type);
    }

    private Answer post(String path, String type, byte[] body) {
        return client().send(request(path, type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private JsonNode moved(String path, String type, String body) {
        return finished(post(path, type, body.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode finished(Answer started) {
        return FinishedImport.of(client(), started, token());
    }
}
