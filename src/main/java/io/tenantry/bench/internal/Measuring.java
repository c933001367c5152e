package io.tenantry.bench.internal;

import io.tenantry.bench.BenchPlan;
import io.tenantry.bench.Part;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Measures one running hub beside its database. */
public final class Measuring {
    private static final double LONG_AFTER_RESTART = 40;
    private static final double WINDOW = 10;
    private static final int IMPORT_ROUNDS = 2;

    private final BenchPlan plan;
    private final DatabaseLocation location;
    private final Report report;
    private final @Nullable AnotherNode another;
    private double steady;

    /** Starts another node of the hub that is measured. */
    @FunctionalInterface
    public interface AnotherNode {
        HubProcess start() throws Exception;
    }

    /**
     * @param another null where no other node can be started
     */
    public Measuring(BenchPlan plan, DatabaseLocation location, Report report, @Nullable AnotherNode another) {
        this.plan = plan;
        this.location = location;
        this.report = report;
        this.another = another;
    }

    /** Everything that is measured of a hub that goes on running. */
    public void measure(URI hub, SignIn signIn) throws Exception {
        String token = signIn.token(hub);
        try (Connection owner = DriverManager.getConnection(location.url(), location.user(), location.password());
                Load load = new Load(plan.clients())) {
            Targets targets = Targets.find(owner, UUID.fromString(signIn.customer()));
            report.say("organization of " + targets.people() + " people, " + plan.clients() + " clients, "
                    + plan.rounds() + " rounds of " + plan.seconds() + " s in turns, after " + plan.warmUp()
                    + " s of warm-up");
            scenarios(hub, token, targets, load, owner);
            if (plan.has(Part.LOGON)) {
                new LogonRace(hub, signIn, load, report).run(owner, targets, plan.seconds());
            }
            if (plan.has(Part.IMPORT)) {
                importRace(hub, token, targets);
            }
            MirrorRace.Side both = new MirrorRace.Side(location, hub, signIn);
            if (plan.has(Part.MIRROR)) {
                new MirrorRace(both, both, report).run(plan.imported());
            }
            if (plan.has(Part.CHANGES)) {
                new ChangeRace(owner, hub, token, targets, report).run(plan.seconds());
            }
            if (plan.has(Part.USAGE)) {
                new UsageRace(owner, hub, token, targets, report).run(plan.discovered());
            }
            if (plan.has(Part.WALK)) {
                new ScimWalk(owner, hub, token, targets, report).run();
            }
            if (plan.has(Part.WEBHOOKS)) {
                new WebhookRace(hub, token, targets, report).run();
            }
            if (plan.has(Part.JOBS)) {
                new JobRace(both, owner, report, another).run();
            }
            if (plan.has(Part.JOB_LISTS)) {
                new JobListRace(owner, hub, token, targets, load, report).run(plan.jobs(), plan.warmUp());
            }
        }
    }

    /** Questions in every dialect, beside the SQL that answers them. */
    private void scenarios(URI hub, String token, Targets targets, Load load, Connection owner) throws Exception {
        List<Scenario> scenarios = new ArrayList<>();
        if (plan.has(Part.GRAPH)) {
            scenarios.addAll(new Scenarios(targets, hub, token).all());
        }
        if (plan.has(Part.SLCHUB)) {
            scenarios.addAll(new SlcHubScenarios(targets).all());
        }
        if (plan.has(Part.CLOUDCOCKPIT)) {
            scenarios.addAll(new CloudCockpitScenarios(targets).all());
        }
        if (plan.has(Part.SCIM)) {
            scenarios.addAll(new ScimScenarios(targets).all());
        }
        if (!scenarios.isEmpty()) {
            Race race = new Race(location, hub, token, load, owner);
            race.warmUp(scenarios, plan.warmUp());
            report.heading();
            race.run(scenarios, plan.rounds(), plan.seconds(), report::line);
        }
        if (plan.has(Part.START)) {
            List<Scenario> shallow = new Scenarios(targets, hub, token).shallow();
            steady = load.run(typical(hub, token, shallow), WINDOW).perSecond();
        }
        report.say("");
    }

    /** How soon a restarted hub is as fast as before. */
    public void measureRestarted(URI hub, SignIn signIn) throws Exception {
        String token = signIn.token(hub);
        try (Connection owner = DriverManager.getConnection(location.url(), location.user(), location.password());
                Load load = new Load(plan.clients())) {
            Targets targets = Targets.find(owner, UUID.fromString(signIn.customer()));
            List<Scenario> scenarios = new Scenarios(targets, hub, token).shallow();
            load.run(typical(hub, token, scenarios), LONG_AFTER_RESTART);
            double then = load.run(typical(hub, token, scenarios), WINDOW).perSecond();
            report.atLeast(
                    "share of the steady rate after 45 s",
                    then / steady,
                    0.8,
                    String.format(Locale.ROOT, "(%.0f of %.0f gets and pages a second)", then, steady));
        }
    }

    /** Gets and first pages in turns: the first two scenarios. */
    private static Step.Opening typical(URI hub, String token, List<Scenario> scenarios) {
        HttpStep.Call get = scenarios.getFirst().http();
        HttpStep.Call page = scenarios.get(1).http();
        return HttpStep.opening(
                hub, token, (link, dice) -> dice.nextBoolean() ? get.send(link, dice) : page.send(link, dice));
    }

    private void importRace(URI hub, String token, Targets targets) throws Exception {
        ImportRace race = new ImportRace(location, hub, token, targets, plan.imported());
        double imported = 0;
        double copied = 0;
        for (int round = 0; round < IMPORT_ROUNDS; round++) {
            imported = Math.max(imported, race.imported());
            copied = Math.max(copied, race.copied());
        }
        report.atLeast(
                "import, share of COPY",
                imported / copied,
                0.5,
                String.format(Locale.ROOT, "(%.0f of %.0f people a second)", imported, copied));
    }
}
