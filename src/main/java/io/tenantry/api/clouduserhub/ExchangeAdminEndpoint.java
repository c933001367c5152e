package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The administration of Exchange for organizations that live here, as far as command blocks go there. The path is Exchange's own,
 * with the organization's id for the tenant's.
 */
@RestController
@RequestMapping({ExchangeAdminEndpoint.AT_ROOT, "/clouduserhub" + ExchangeAdminEndpoint.AT_ROOT})
class ExchangeAdminEndpoint {
    static final String AT_ROOT = "/adminapi/beta/{organizationId}";
    private static final String INPUT = "CmdletInput";
    private static final String PARAMETERS = "Parameters";

    private final ExchangeCmdlets cmdlets;

    ExchangeAdminEndpoint(ExchangeCmdlets cmdlets) {
        this.cmdlets = cmdlets;
    }

    /** What a cmdlet tells, an object a line. */
    record Lines(List<Map<String, @Nullable Object>> value) {}

    /**
     * `CmdletInput` has the `CmdletName` and its `Parameters`: Get-Mailbox, Set-Mailbox, Get-Recipient, Get-, Add- and
     * Remove-MailboxPermission, Get-, Add- and Remove-RecipientPermission, Get-MailboxFolderStatistics, and Get-, Add-, Set- and
     * Remove-MailboxFolderPermission for calendars.
     */
    @Operation(summary = "Invoke a cmdlet of Exchange")
    @Exchanges(takes = "exchangeCommand")
    @PostMapping("/InvokeCommand")
    @ResponseStatus(HttpStatus.OK)
    @Requires(
            value = {},
            note = "command.exchange.read to look, command.exchange.write to change, and user.read")
    Lines invoke(Caller caller, @PathVariable String organizationId, @RequestBody Map<String, @Nullable Object> body) {
        SetShapes.check(body, INPUT);
        if (!(body.get(INPUT) instanceof Map<?, ?> input)) {
            throw new Refusal(Refusal.Reason.MALFORMED, "A value is required for property '" + INPUT + "'", INPUT);
        }
        String name = GraphBodies.text(input, "CmdletName", "CmdletName");
        Object given = input.get(PARAMETERS);
        if (name == null || (given != null && !(given instanceof Map))) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "CmdletInput has a CmdletName, and Parameters as an object", INPUT);
        }
        CmdletParameters parameters = new CmdletParameters(name, given instanceof Map<?, ?> map ? map : Map.of());
        return new Lines(cmdlets.run(caller, Keys.organization(organizationId), parameters));
    }
}
