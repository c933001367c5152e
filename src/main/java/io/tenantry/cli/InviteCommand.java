package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry invite}: makes an account and mails its owner a link to take it up. */
@Command(
        name = "invite",
        description = "Invite a person by mail. He chooses his password himself.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InviteCommand extends HubCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "displayName"),
            Column.of("USER NAME", "userName"),
            Column.of("MAIL", "mail"),
            Column.of("UNTIL", "expiresAt"),
            Column.of("ID", "id"));

    @Parameters(paramLabel = "EMAIL", description = "Where the invitation is mailed, such as ada@example.com.")
    private String mail;

    @Option(names = "--organization", required = true, paramLabel = "ORGANIZATION", description = "By id or name.")
    private String organization;

    @Option(
            names = "--user-name",
            paramLabel = "NAME",
            description = "What he signs in with. Default: the mail address")
    private @Nullable String userName;

    @Option(
            names = "--display-name",
            paramLabel = "NAME",
            description = "Such as \"Ada Lovelace\". Default: what stands before the @ of the address")
    private @Nullable String displayName;

    @Override
    void run(HubClient hub) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("mail", mail);
        body.put("userName", userName == null ? mail : userName);
        body.put("displayName", displayName == null ? mail.split("@", 2)[0] : displayName);
        output().one(hub.ask("POST", OrgsCommand.path(hub, organization) + "/invitations", body), COLUMNS);
    }
}
