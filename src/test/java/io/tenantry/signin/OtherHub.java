package io.tenantry.signin;

import io.tenantry.Tenantry;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.Reach;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A second hub with a database of its own: the provider that people of the first sign in with. */
final class OtherHub implements AutoCloseable {
    static final String PASSWORD = "seven owls read newspapers";

    private final ConfigurableApplicationContext context;
    private final Database database;
    private final OrganizationId root;

    private OtherHub(ConfigurableApplicationContext context) {
        this.context = context;
        database = context.getBean(Database.class);
        root = new OrganizationId(Objects.requireNonNull(database.first(
                new Reach.Everything(),
                "SELECT organization_id FROM organizations WHERE parent_id IS NULL",
                row -> row.getObject(1, UUID.class))));
    }

    static OtherHub start() {
        DatabaseLocation location = TestPostgres.fresh("provider");
        return new OtherHub(new SpringApplicationBuilder(Tenantry.class)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(DatabaseLocation.class, () -> location))
                .run(
                        "--server.port=0",
                        "--tenantry.data-directory=target/test-provider",
                        "--tenantry.first-start.administrator=admin@operator.example",
                        "--tenantry.database.connections=4"));
    }

    /** What it calls itself. Another name than the first hub's, as cookies do not tell ports apart. */
    String issuer() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** An application with a secret. */
    SignInClients.Created register(String redirectUri) {
        return context.getBean(SignInClients.class)
                .create(TestOrganizations.everywhere(), root, "The first hub", false, List.of(redirectUri), List.of());
    }

    /** A person there who has a password and this mail address. */
    UUID person(String upn, String mail) {
        UUID id = Ids.next();
        Passwords passwords = context.getBean(Passwords.class);
        PasswordHash hash = passwords.prepare(PASSWORD, PasswordContext.of());
        database.change(new Reach.Everything(), session -> {
            session.run(
                    "INSERT INTO users (organization_id, id, object_id, upn, display_name, given_name, mail)"
                            + " VALUES (?, ?, ?, ?, 'Ada Lovelace', 'Ada', ?)",
                    root.value(),
                    id,
                    id,
                    upn,
                    mail);
            passwords.store(session, root, id, hash, false);
        });
        return id;
    }

    @Override
    public void close() {
        context.close();
    }
}
