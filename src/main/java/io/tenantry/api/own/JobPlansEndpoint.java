package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.api.own.CommandJobBodies.NewCommandJob;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.CommandPlans;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans of running a command block or set for many people. */
@RestController
class JobPlansEndpoint {
    private static final String PLANS = Paths.ROOT + "/command-plans";
    private static final String PLAN = PLANS + "/{commandPlanId}";

    private static final Listed<CommandPlan> LISTED = new Listed<>(
            CommandPlans.FIELDS,
            List.of(Order.descending(CommandPlans.FIELDS.sortable("createdAt"))),
            Set.of(),
            CommandPlanBody::of);

    private final CommandPlans plans;
    private final CommandJobs jobs;
    private final Lists lists;
    private final Links links;

    JobPlansEndpoint(CommandPlans plans, CommandJobs jobs, Lists lists, Links links) {
        this.plans = plans;
        this.jobs = jobs;
        this.lists = lists;
        this.links = links;
    }

    /** The hash of the plan that the caller has looked at; of any other, nothing is done. */
    record SeenCommandPlan(String hash) {
        SeenCommandPlan {
            Given.needed(hash, "hash");
        }
    }

    /** The hash of the plan that the caller has looked at, and what he says to it. */
    record CommandVerdict(String hash, @Nullable String comment) {
        CommandVerdict {
            Given.needed(hash, "hash");
        }
    }

    /**
     * A plan.
     *
     * @param missing who was named and is not there
     * @param blocked for how many of the people there is no unit of a product that they are to get
     * @param shortages of which products there are not enough units, and who would get none
     * @param approvalReasons why somebody else has to agree
     * @param jobId the job it was handed over to
     */
    record CommandPlanBody(
            UUID id,
            UUID organizationId,
            @Nullable String title,
            String block,
            int blockVersion,
            String state,
            String hash,
            long people,
            long warnings,
            long privileged,
            long blocked,
            List<String> missing,
            List<CommandPlan.Shortage> shortages,
            List<String> approvalReasons,
            String requestedBy,
            @Nullable String decidedBy,
            @Nullable String comment,
            @Nullable UUID jobId,
            @Nullable Instant plannedAt,
            Instant createdAt,
            Instant expiresAt) {
        static CommandPlanBody of(CommandPlan plan) {
            return new CommandPlanBody(
                    plan.id(),
                    plan.organization().value(),
                    plan.title(),
                    plan.blockIdentifier(),
                    plan.blockVersion(),
                    plan.state().wireName(),
                    plan.hash(),
                    plan.counts().people(),
                    plan.counts().warnings(),
                    plan.counts().privileged(),
                    plan.counts().blocked(),
                    plan.missing(),
                    plan.shortages(),
                    plan.approvalReasons(),
                    plan.requestedBy(),
                    plan.decidedBy(),
                    plan.comment(),
                    plan.job(),
                    plan.plannedAt(),
                    plan.createdAt(),
                    plan.expiresAt());
        }
    }

    /** People of a plan; with a thousand of them there may be more after the last one's number. */
    record PlannedPeople(List<CommandPlan.Person> items) {}

    /**
     * Works out which blocks of a set would run for whom, what is missing, and whether somebody else has to agree. Nothing is run until
     * the plan is applied.
     */
    @Operation(summary = "Plan to run a block or set for many people")
    @Exchanges(givesType = CommandPlanBody.class, status = 201)
    @PostMapping(Paths.ORGANIZATION + "/command-plans")
    @Requires(value = Permission.CHANGE_WRITE, note = "and what running the block needs")
    ResponseEntity<CommandPlanBody> plan(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody NewCommandJob body) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID block = jobs.named(caller, organization, body.block()).id();
        CommandPlan plan = plans.plan(caller, organization, block, body.aim(), body.request(), body.title());
        return ResponseEntity.created(URI.create(links.absolute(request, PLANS + "/" + plan.id())))
                .body(CommandPlanBody.of(plan));
    }

    @Operation(summary = "List plans of running blocks, the newest first")
    @Exchanges(givesType = CommandPlanBody.class)
    @GetMapping(PLANS)
    @Requires(Permission.CHANGE_READ)
    Listing list(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED, query -> plans.list(caller, query));
    }

    @Operation(summary = "Get a plan of running a block")
    @GetMapping(PLAN)
    @Requires(Permission.CHANGE_READ)
    CommandPlanBody get(Caller caller, @PathVariable String commandPlanId) {
        return CommandPlanBody.of(plans.get(caller, id(commandPlanId)));
    }

    @Operation(summary = "List the people of a plan, a thousand at a time")
    @Exchanges(options = "afterNumber: the number of the last person that was shown, to be told of those who follow")
    @GetMapping(PLAN + "/people")
    @Requires(Permission.CHANGE_READ)
    PlannedPeople people(
            Caller caller, @PathVariable String commandPlanId, @RequestParam(defaultValue = "0") int afterNumber) {
        return new PlannedPeople(plans.people(caller, id(commandPlanId), afterNumber));
    }

    /** Agrees to somebody else's plan, so that it may be applied. */
    @Operation(summary = "Approve a plan of running a block")
    @PostMapping(PLAN + "/approve")
    @Requires(value = Permission.CHANGE_READ, note = "and change.approve")
    CommandPlanBody approve(Caller caller, @PathVariable String commandPlanId, @RequestBody CommandVerdict body) {
        return CommandPlanBody.of(plans.decide(caller, id(commandPlanId), body.hash(), true, body.comment()));
    }

    /** Refuses somebody else's plan, which is then over. */
    @Operation(summary = "Reject a plan of running a block")
    @PostMapping(PLAN + "/reject")
    @Requires(value = Permission.CHANGE_READ, note = "and change.approve")
    CommandPlanBody reject(Caller caller, @PathVariable String commandPlanId, @RequestBody CommandVerdict body) {
        return CommandPlanBody.of(plans.decide(caller, id(commandPlanId), body.hash(), false, body.comment()));
    }

    /** Hands the plan over to the job in its {@code jobId}. Undoing that job takes back what can be. */
    @Operation(summary = "Apply a plan of running a block")
    @PostMapping(PLAN + "/apply")
    @Requires(value = Permission.CHANGE_READ, note = "change.write, and what running the block needs")
    CommandPlanBody apply(Caller caller, @PathVariable String commandPlanId, @RequestBody SeenCommandPlan body) {
        return CommandPlanBody.of(plans.apply(caller, id(commandPlanId), body.hash()));
    }

    @Operation(summary = "Cancel a plan of running a block")
    @PostMapping(PLAN + "/cancel")
    @Requires(value = Permission.CHANGE_READ, note = "and change.write")
    CommandPlanBody cancel(Caller caller, @PathVariable String commandPlanId) {
        return CommandPlanBody.of(plans.cancel(caller, id(commandPlanId)));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "commandPlanId");
    }
}
