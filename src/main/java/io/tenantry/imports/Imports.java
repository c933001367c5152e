package io.tenantry.imports;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.AccountProviders;
import io.tenantry.imports.internal.ImportQueue;
import io.tenantry.imports.internal.ImportResults;
import io.tenantry.imports.internal.ImportRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bringing people in by file. An import runs in the background: it is started, watched, and answers with the same file and what
 * became of each row. A file sent twice changes nothing the second time. Each import is also one of the changes, so what it did is
 * told there, and undone there.
 */
@Component
public class Imports {
    private final Access access;
    private final ImportQueue queue;
    private final ImportRows rows;
    private final ImportResults results;
    private final ImportSettings settings;
    private final AccountProviders providers;
    private final InstantSource clock = InstantSource.system();

    Imports(
            Access access,
            ImportQueue queue,
            ImportRows rows,
            ImportResults results,
            ImportSettings settings,
            AccountProviders providers) {
        this.providers = providers;
        this.access = access;
        this.queue = queue;
        this.rows = rows;
        this.results = results;
        this.settings = settings;
    }

    /**
     * How a file is read.
     *
     * @param mapping what the columns hold, as {@code Heading=field,Heading=field}; empty to go by the headings
     * @param onlyFailed for a result that somebody has put right: only the rows that failed are done, however the others read
     */
    public record Reading(String mapping, boolean onlyFailed) {}

    /**
     * Takes a file and starts importing it. Where the organization's people live at a provider, the plan is carried out there, one
     * person after the other; passwords of the file are left out.
     *
     * @param dryRun make a plan of changes of it instead, which can be looked at and applied
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (MALFORMED) when the mapping cannot be read, (TOO_LARGE) when the
     *     file is larger than the hub takes, (BUSY) when too many imports wait already
     */
    public Import start(Caller caller, OrganizationId organization, InputStream file, Reading how, boolean dryRun)
            throws IOException {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        if (!dryRun && providers.isElsewhere(organization)) {
            caller.requireInPerson();
        }
        return queue.add(reach, caller, order(caller, reach, organization, dryRun), file, how);
    }

    /**
     * Starts bringing in people of another system, with their groups, their passwords as hashes, and whom providers know them as.
     * Groups come where the caller has {@code group.write}, and sign-ins through providers where he has
     * {@code user.password.write}.
     *
     * @param file the other system's export; empty where the system itself is asked
     * @throws Refusal like {@link #start}
     */
    public Import moveIn(Caller caller, OrganizationId organization, MoveIn what, InputStream file, boolean dryRun)
            throws IOException {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        providers.requireHere(organization);
        return queue.moveIn(reach, caller, order(caller, reach, organization, dryRun), file, what);
    }

    private Import order(Caller caller, Reach reach, OrganizationId organization, boolean dryRun) {
        rows.forget(reach, organization, settings.resultsKept());
        return new Import(
                organization,
                new ImportId(Ids.next()),
                Import.State.WAITING,
                dryRun,
                caller.actor().name(),
                null,
                List.of(),
                Import.Progress.expecting(0),
                ImportCounts.NONE,
                MoveInCounts.NONE,
                List.of(),
                null,
                null,
                clock.instant(),
                null);
    }

    /**
     * An import of the last day.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (NOT_FOUND)
     */
    public Import get(Caller caller, OrganizationId organization, ImportId id) {
        return find(access.require(caller, Permission.USER_WRITE, organization), organization, id);
    }

    /** The organization's imports of the last day, the newest first. */
    public List<Import> list(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        return rows.list(reach, organization);
    }

    /**
     * The result file of a finished import.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (NOT_FOUND), (CONFLICT) when there is no result yet or none at all
     */
    public Result result(Caller caller, OrganizationId organization, ImportId id) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        Import finished = find(reach, organization, id);
        Refusal.unless(
                finished.state() == Import.State.DONE,
                Refusal.Reason.CONFLICT,
                finished.isFinished() ? "This import failed and has no result" : "This import is not finished yet");
        return out -> results.send(reach, finished, out);
    }

    /** A file that is there to be sent. */
    @FunctionalInterface
    public interface Result {
        void write(OutputStream out) throws IOException;
    }

    private Import find(Reach reach, OrganizationId organization, ImportId id) {
        @Nullable Import found = rows.find(reach, organization, id);
        if (found == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such import");
        }
        return found;
    }
}
