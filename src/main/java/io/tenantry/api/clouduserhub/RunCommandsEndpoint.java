package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.JobRequest;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Running a command block, for one or for many. What is answered is the id of the job to ask about. */
@RestController
@RequestMapping({RunCommandsEndpoint.AT_ROOT, "/clouduserhub" + RunCommandsEndpoint.AT_ROOT})
class RunCommandsEndpoint {
    static final String AT_ROOT = "/command/v1/organizations/{organizationId}/commandblocks/{commandBlockId}/jobs";
    private static final String NOTE = "and the block's own write action and what its steps need";

    private final CommandJobs jobs;
    private final Answers answers;

    RunCommandsEndpoint(CommandJobs jobs, Answers answers) {
        this.jobs = jobs;
        this.answers = answers;
    }

    @Operation(summary = "Run a command block for a user")
    @Exchanges(takes = "commandJobRequest", gives = "acceptedJob", status = 202)
    @PostMapping("/ForUser(targetUserId={targetUserId})")
    @Requires(value = Permission.COMMAND_READ, note = NOTE)
    ResponseEntity<Map<String, @Nullable Object>> forUser(
            Caller caller,
            HttpServletRequest asked,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String targetUserId,
            RequestEntity<Map<String, @Nullable Object>> request) {
        return run(
                caller,
                asked,
                new Path(organizationId, commandBlockId),
                aim(targetUserId, "targetUserId", Aim.ForUser::new),
                request);
    }

    /** Under the name that the hub's clients know it by. */
    @Operation(summary = "Run a command block for a device (as a user's)")
    @Exchanges(takes = "commandJobRequest", gives = "acceptedJob", status = 202)
    @PostMapping("/ForUser(targetDeviceId={targetDeviceId})")
    @Requires(value = Permission.COMMAND_READ, note = NOTE)
    ResponseEntity<Map<String, @Nullable Object>> forUsersDevice(
            Caller caller,
            HttpServletRequest asked,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String targetDeviceId,
            RequestEntity<Map<String, @Nullable Object>> request) {
        return forDevice(caller, asked, organizationId, commandBlockId, targetDeviceId, request);
    }

    @Operation(summary = "Run a command block for a device")
    @Exchanges(takes = "commandJobRequest", gives = "acceptedJob", status = 202)
    @PostMapping("/ForDevice(targetDeviceId={targetDeviceId})")
    @Requires(value = Permission.COMMAND_READ, note = NOTE)
    ResponseEntity<Map<String, @Nullable Object>> forDevice(
            Caller caller,
            HttpServletRequest asked,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String targetDeviceId,
            RequestEntity<Map<String, @Nullable Object>> request) {
        return run(
                caller,
                asked,
                new Path(organizationId, commandBlockId),
                aim(targetDeviceId, "targetDeviceId", Aim.ForDevice::new),
                request);
    }

    /** A block for users runs for each of the people who belong to the group, also through groups within it. */
    @Operation(summary = "Run a command block for a group")
    @Exchanges(takes = "commandJobRequest", gives = "acceptedJob", status = 202)
    @PostMapping("/ForGroup(targetGroupId={targetGroupId})")
    @Requires(value = Permission.COMMAND_READ, note = NOTE)
    ResponseEntity<Map<String, @Nullable Object>> forGroup(
            Caller caller,
            HttpServletRequest asked,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String targetGroupId,
            RequestEntity<Map<String, @Nullable Object>> request) {
        return run(
                caller,
                asked,
                new Path(organizationId, commandBlockId),
                aim(targetGroupId, "targetGroupId", Aim.ForGroup::new),
                request);
    }

    /** The job is the target organization's: it is asked about there. */
    @Operation(summary = "Run a command block for an organization")
    @Exchanges(takes = "commandJobRequest", gives = "acceptedJob", status = 202)
    @PostMapping("/ForOrganization(targetOrganizationId={targetOrganizationId})")
    @Requires(value = Permission.COMMAND_READ, note = NOTE)
    ResponseEntity<Map<String, @Nullable Object>> forOrganization(
            Caller caller,
            HttpServletRequest asked,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String targetOrganizationId,
            RequestEntity<Map<String, @Nullable Object>> request) {
        OrganizationId named = Keys.organization(organizationId);
        UUID block = Keys.uuid(commandBlockId, "commandBlockId");
        OrganizationId target = Keys.organization(targetOrganizationId);
        return JobShapes.accepted(
                answers, asked, block, jobs.run(caller, named, target, block, JobBodies.request(request)));
    }

    /** Runs a block for every user of the organization who fulfils a condition now. */
    @Operation(summary = "Run a command block for the users a filter finds")
    @Exchanges(takes = "commandJobRequest", gives = "acceptedJob", status = 202)
    @PostMapping("/ForFilter()")
    @Requires(value = Permission.COMMAND_READ, note = NOTE + "; user.readbasic")
    ResponseEntity<Map<String, @Nullable Object>> forFilter(
            Caller caller,
            HttpServletRequest asked,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @Parameter(description = "For whom, over the members of the hub's users")
                    @RequestParam(name = "$filter", required = false)
                    @Nullable
                    String filter,
            RequestEntity<Map<String, @Nullable Object>> request) {
        JobRequest wanted = JobBodies.request(request);
        if (filter == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "$filter has to say for whom", "$filter");
        }
        Condition condition = ODataFilter.parse(filter, Shapes.hubCatalogue(Shapes.HUB_USER));
        UUID block = Keys.uuid(commandBlockId, "commandBlockId");
        Aim aim = new Aim.ForFilter(condition, filter);
        return JobShapes.accepted(
                answers, asked, block, jobs.run(caller, Keys.organization(organizationId), block, aim, wanted));
    }

    private ResponseEntity<Map<String, @Nullable Object>> run(
            Caller caller,
            HttpServletRequest asked,
            Path path,
            Aim aim,
            RequestEntity<Map<String, @Nullable Object>> request) {
        UUID block = Keys.uuid(path.block(), "commandBlockId");
        return JobShapes.accepted(
                answers,
                asked,
                block,
                jobs.run(caller, Keys.organization(path.organization()), block, aim, JobBodies.request(request)));
    }

    private static Aim aim(String text, String name, Function<UUID, Aim> aim) {
        return aim.apply(Keys.uuid(text, name));
    }

    /** The ids in a path as they were written. */
    private record Path(String organization, String block) {}
}
