package io.tenantry.estate;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.estate.internal.AccountRows;
import io.tenantry.estate.internal.DemoCustomerRows;
import io.tenantry.estate.internal.DemoFile;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The first accounts of a hub: its administrator, and in a demo the programs that may try it. */
@Component
class FirstAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final Reach EVERYTHING = new Reach.Everything();
    private static final Actor SYSTEM = Actor.system("first-start");
    /** The application that {@code tenantry login --user} signs in through. */
    private static final String COMMAND_LINE = "tenantry-cli";

    private static final String REDIRECT = "http://127.0.0.1:18999/cb";
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final FirstStartSettings settings;
    private final DemoSettings demo;
    private final Environment environment;

    FirstAccounts(
            Database database,
            Passwords passwords,
            AuditTrail audit,
            FirstStartSettings settings,
            DemoSettings demo,
            Environment environment) {
        this.database = database;
        this.passwords = passwords;
        this.audit = audit;
        this.settings = settings;
        this.demo = demo;
        this.environment = environment;
    }

    /** Makes the administrator and tells his password, once. */
    void makeAdministrator(OrganizationId root) {
        String password = readable();
        make(root, new Administrator(settings.unattended(), "Administrator", hash(password)), null);
        LOG.info(
                "The first administrator is {} with the password {} - it is shown only now",
                settings.unattended(),
                password);
    }

    /** Somebody who is to administer everything. */
    record Administrator(String signInName, String displayName, PasswordHash password) {}

    /** @param correlation the request by which he made himself; null where nobody was there */
    void make(OrganizationId root, Administrator who, @Nullable String correlation) {
        database.change(EVERYTHING, session -> {
            UUID id = AccountRows.insertAdministrator(session, root, who.signInName(), who.displayName());
            passwords.store(session, root, id, who.password(), false);
            Actor actor = correlation == null ? SYSTEM : himself(root, who, id, correlation);
            audit.record(session, actor, made(root, "user.create", "user", id.toString(), who.signInName()));
            AccountRows.insertDefaultGroups(session, root, id);
            insertSignInClient(session, root, COMMAND_LINE, "Tenantry command line", true);
        });
    }

    private static Actor himself(OrganizationId root, Administrator who, UUID id, String correlation) {
        return new Actor(id, Actor.Kind.USER, who.signInName(), root, null, correlation)
                .because("With the set-up code of the empty hub");
    }

    /** Makes the accounts of a demo. Nobody knows their secrets before {@link #writeDemoFile}. */
    void makeDemo(OrganizationId root) {
        database.change(EVERYTHING, session -> {
            var id = AccountRows.insertAdministrator(session, root, settings.unattended(), "Administrator");
            tell(session, root, "user.create", "user", id.toString(), settings.unattended());
            AccountRows.insertDefaultGroups(session, root, id);
            List<MadeOrganization> homes = DemoCustomerRows.list(session);
            for (DemoAccount account : DemoAccount.values()) {
                OrganizationId home = account.home(homes);
                AccountRows.insertServiceAccount(
                        session, home, account.clientId(), account.title(), account.isUnthrottled());
                tell(session, home, "serviceaccount.create", "service account", account.clientId(), account.title());
            }
            insertSignInClient(session, root, COMMAND_LINE, "Tenantry command line", true);
            insertSignInClient(session, root, DemoAccount.WEB, "Demo web application", false);
            insertSignInClient(session, root, DemoAccount.SPA, "Demo single-page application", true);
        });
    }

    private void insertSignInClient(
            Session session, OrganizationId root, String client, String name, boolean isPublic) {
        AccountRows.insertSignInClient(session, root, client, name, isPublic, REDIRECT);
        tell(session, root, "signinclient.create", "sign-in client", client, name);
    }

    /** Writes everything a client needs to try the demo. Secrets stay as they are unless the file was lost. */
    void writeDemoFile(OrganizationId root) throws IOException {
        Map<String, String> written = DemoFile.read(demo.file());
        Map<String, String> values =
                new LinkedHashMap<>(written.containsKey("COMMAND_BLOCK_ID") ? written : renewed(root));
        database.change(EVERYTHING, session -> {
            List<MadeOrganization> homes = DemoCustomerRows.list(session);
            values.put("CLOUDCOCKPIT_TENANT", homes.getFirst().domain());
            putKnown(
                    values,
                    "CLOUDCOCKPIT_PROVIDER_INSTANCE_ID",
                    DemoCustomerRows.instance(session, homes.getFirst().id()));
            putKnown(
                    values,
                    "CUSTOMER_A_SKU_ID",
                    DemoCustomerRows.freeSku(session, homes.get(1).id()));
            putKnown(
                    values,
                    "CUSTOMER_A_SUBSCRIPTION_ID",
                    DemoCustomerRows.subscription(session, homes.get(1).id()));
        });
        place(values, Integer.parseInt(environment.getProperty("server.port", "8080")));
    }

    /** Only now it is known which port was free, when any would do. */
    @EventListener
    void onPortChosen(WebServerInitializedEvent event) throws IOException {
        Map<String, String> values = DemoFile.read(demo.file());
        if (demo.demo() && !values.isEmpty()) {
            place(values, event.getWebServer().getPort());
        }
    }

    private void place(Map<String, String> values, int port) throws IOException {
        Map<String, String> placed = new LinkedHashMap<>(values);
        placed.put("HUB_URL", demo.url(port));
        placed.put("TOKEN_URL", demo.url(port) + "/oauth2/token");
        placed.put("ATLAS_URL", demo.url(port));
        placed.put("ATLAS_TOKEN_URL", demo.url(port) + "/idp/api/connect/token");
        placed.put("SCIM_URL", demo.url(port) + "/scim/v2/" + placed.get("CUSTOMER_A_ID"));
        if (!placed.equals(DemoFile.read(demo.file()))) {
            DemoFile.write(demo.file(), placed);
        }
    }

    private Map<String, String> renewed(OrganizationId root) {
        String password = readable();
        PasswordHash hash = hash(password);
        return database.transaction(EVERYTHING, session -> {
            List<MadeOrganization> homes = DemoCustomerRows.list(session);
            Map<String, String> values = new LinkedHashMap<>();
            values.put("HUB_URL", "");
            values.put("TOKEN_URL", "");
            values.put("SCIM_URL", "");
            values.put("ROOT_ORGANIZATION_ID", root.toString());
            values.put("PARTNER_ID", DemoAccount.PARTNER.home(homes).toString());
            describe(values, "CUSTOMER_A", homes.get(1));
            describe(values, "CUSTOMER_B", homes.get(2));
            values.put("COMMAND_BLOCK_ID", DemoAccount.COMMAND_BLOCK);
            values.put(
                    "CUSTOMER_A_USER_ID",
                    AccountRows.somebody(session, homes.get(1).id()).toString());
            values.put("ADMIN_USER", settings.unattended());
            values.put("ADMIN_PASSWORD", password);
            var id = AccountRows.administrator(session, root, settings.unattended());
            passwords.store(session, root, id, hash, false);
            for (DemoAccount account : DemoAccount.values()) {
                values.put("SERVICE_" + account + "_CLIENT_ID", account.clientId());
                values.put(
                        "SERVICE_" + account + "_CLIENT_SECRET", AccountRows.renewSecret(session, account.clientId()));
            }
            values.put("WEB_CLIENT_ID", DemoAccount.WEB);
            values.put("WEB_CLIENT_SECRET", AccountRows.renewSecret(session, DemoAccount.WEB));
            values.put("SPA_CLIENT_ID", DemoAccount.SPA);
            return values;
        });
    }

    private static void putKnown(Map<String, String> values, String name, @Nullable UUID id) {
        if (id != null) {
            values.put(name, id.toString());
        }
    }

    private static void describe(Map<String, String> values, String name, MadeOrganization customer) {
        values.put(name + "_ID", customer.id().toString());
        values.put(name + "_TENANT_ID", String.valueOf(customer.tenantId()));
        values.put(name + "_DOMAIN", customer.domain());
    }

    private PasswordHash hash(String password) {
        return passwords.prepare(password, PasswordContext.of(settings.unattended(), settings.organization()));
    }

    private void tell(
            Session session,
            OrganizationId organization,
            String action,
            String kind,
            String id,
            @Nullable String name) {
        audit.record(session, SYSTEM, made(organization, action, kind, id, name));
    }

    private static AuditEvent made(
            OrganizationId organization, String action, String kind, String id, @Nullable String name) {
        return new AuditEvent(organization, action, kind, id, name, 1L, AuditEvent.Outcome.DONE, null, null, null);
    }

    /** Twenty characters that cannot be mistaken for each other, in groups that can be read aloud. */
    static String readable() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return password.toString();
    }
}
