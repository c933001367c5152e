package io.tenantry.cli;

import io.tenantry.cli.ChangeCommand.OfChange;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The commands of {@code tenantry change} that look on while the hub works. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChangeWatchCommands {
    private ChangeWatchCommands() {}

    /** A command that shows how far a change is until nothing more happens. */
    abstract static class Watching extends OfChange {
        @Spec
        private CommandSpec spec;

        /** Shows the hub's events as a bar; asks for them again where a stream ends before the change does. */
        final void watch(HubClient hub) {
            ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
            JsonNode last = Following.to(hub, path() + "/events", now -> {
                show(bar, now);
                return now.path("state").asString().equals("applying");
            });
            bar.clear();
            tell(last == null ? hub.get(path()).path("progress") : last);
        }

        private static void show(ProgressBar bar, JsonNode now) {
            double all = Math.max(
                    1,
                    now.path("done").asLong()
                            + now.path("conflicts").asLong()
                            + now.path("failed").asLong()
                            + now.path("left").asLong());
            JsonNode seconds = now.path("secondsLeft");
            String rest = seconds.isNumber() ? ", " + seconds.asLong() + " s left" : "";
            bar.show(
                    1 - now.path("left").asLong() / all,
                    now.path("done").asLong() + " done, "
                            + now.path("perSecond").asLong() + "/s" + rest);
        }

        private void tell(JsonNode now) {
            output().say(now.path("state").asString() + ": " + now.path("done").asLong() + " done, "
                    + now.path("conflicts").asLong() + " in conflict, "
                    + now.path("failed").asLong() + " failed, "
                    + now.path("left").asLong() + " left");
        }
    }

    @Command(name = "apply", description = "Apply a plan, and show how far it is.", mixinStandardHelpOptions = true)
    static final class Apply extends Watching {
        @Option(
                names = "--hash",
                paramLabel = "HASH",
                description = "Only if the plan is still this one. Default: whatever the plan is now")
        private @Nullable String hash;

        @Option(names = "--no-wait", description = "Do not wait for the end.")
        private boolean noWait;

        @Override
        void run(HubClient hub) {
            String wanted = hash == null ? hub.get(path()).path("hash").asString() : hash;
            hub.ask("POST", path() + "/apply", Map.of("hash", wanted));
            if (!noWait) {
                watch(hub);
            }
        }
    }

    @Command(name = "watch", description = "Show how far a change is, to its end.", mixinStandardHelpOptions = true)
    static final class Watch extends Watching {
        @Override
        void run(HubClient hub) {
            watch(hub);
        }
    }

    @Command(name = "resume", description = "Go on with what is paused.", mixinStandardHelpOptions = true)
    static final class Resume extends Watching {
        @Override
        void run(HubClient hub) {
            hub.ask("POST", path() + "/resume", null);
            watch(hub);
        }
    }

    @Command(name = "retry", description = "Try once more what failed.", mixinStandardHelpOptions = true)
    static final class Retry extends Watching {
        @Override
        void run(HubClient hub) {
            hub.ask("POST", path() + "/retry", null);
            watch(hub);
        }
    }
}
