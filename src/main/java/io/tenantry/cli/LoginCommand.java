package io.tenantry.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenantry login}: remembers who asks, for the commands that follow. */
@Command(
        name = "login",
        description = {
            "Sign in, for the commands that follow.",
            "As a service account: --client-id and --client-secret. As yourself: --user, in a browser; through the "
                    + "hub's own application, or one that --client-id and --redirect name."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LoginCommand implements Callable<Integer> {
    /** Every hub makes this public application at its first start. */
    private static final String COMMAND_LINE = "tenantry-cli";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HubAccess access;

    @Option(names = "--user", description = "Sign in as yourself, in a browser.")
    private boolean user;

    @Option(
            names = "--redirect",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:18999/cb",
            description = "Where the browser comes back to. Default: ${DEFAULT-VALUE}")
    private URI redirect;

    @Override
    public Integer call() {
        URI hub = access.address();
        String named = access.clientId();
        String id = named == null && user ? COMMAND_LINE : named;
        String secret = access.clientSecret();
        if (id == null || (secret == null && !user)) {
            throw new CommandFailure(
                    "name a service account with --client-id and --client-secret, or sign in as yourself with --user.",
                    ExitCode.USAGE);
        }
        Tokens tokens = user || secret == null ? inBrowser(hub, id) : Tokens.ofServiceAccount(hub, id, secret);
        Credentials credentials = Credentials.usual();
        credentials.write(new Credentials.Login(hub, id, user ? null : secret, tokens));
        spec.commandLine()
                .getOut()
                .println("Signed in at " + hub + " as " + (user ? "yourself" : id) + ". Remembered in "
                        + credentials.file() + ".");
        return ExitCode.OK;
    }

    private Tokens inBrowser(URI hub, String application) {
        BrowserLogin login = new BrowserLogin(hub, application, redirect);
        spec.commandLine().getOut().println("Open this address in a browser:\n" + login.address());
        spec.commandLine().getOut().flush();
        return login.await();
    }
}
