package io.tenantry.bench.internal;

import com.sun.management.OperatingSystemMXBean;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hub and bare SQL in turns, so that whatever else the machine does meets both. */
final class Race {
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double WARM_UP_SHARE = 0.3;

    private final DatabaseLocation location;
    private final URI hub;
    private final String token;
    private final Load load;
    private final Statements statements;

    Race(DatabaseLocation location, URI hub, String token, Load load, Connection owner) {
        this.location = location;
        this.hub = hub;
        this.token = token;
        this.load = load;
        statements = new Statements(owner);
    }

    /** Lets the hub's code get warm: every scenario a while, over and over. */
    void warmUp(List<Scenario> scenarios, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            for (Scenario scenario : scenarios) {
                load.run(HttpStep.opening(hub, token, scenario.http()), 1);
            }
        }
    }

    List<Measured> run(List<Scenario> scenarios, int rounds, double seconds, Consumer<Measured> progress)
            throws Exception {
        List<Measured> all = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Measured measured = run(scenario, rounds, seconds);
            progress.accept(measured);
            all.add(measured);
        }
        return all;
    }

    private Measured run(Scenario scenario, int rounds, double seconds) throws Exception {
        Step.Opening asking = HttpStep.opening(hub, token, scenario.http());
        Step.Opening telling = SqlStep.opening(location, scenario.sql());
        load.run(asking, seconds * WARM_UP_SHARE);
        load.run(telling, seconds * WARM_UP_SHARE);
        List<Rates> http = new ArrayList<>();
        List<Rates> sql = new ArrayList<>();
        double counted = 0;
        long processor = 0;
        for (int round = 0; round < rounds; round++) {
            double before = statements.total();
            long busy = MACHINE.getProcessCpuTime();
            http.add(load.run(asking, seconds));
            processor += MACHINE.getProcessCpuTime() - busy;
            counted += statements.total() - before;
            sql.add(load.run(telling, seconds));
        }
        long requests = http.stream().mapToLong(Rates::requests).sum();
        return new Measured(
                scenario, Rates.median(http), Rates.median(sql), counted / requests, processor / 1e6 / requests);
    }
}
