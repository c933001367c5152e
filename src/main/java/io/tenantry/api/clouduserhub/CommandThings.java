package io.tenantry.api.clouduserhub;

import io.tenantry.api.Thing;
import io.tenantry.api.Thing.Kind;
import java.util.List;

/** What the documentation shows of command blocks and their jobs. */
final class CommandThings {
    private CommandThings() {}

    static List<Thing> all() {
        Thing block = CommandShapes.BLOCK
                .thing("commandBlock", false)
                .typed(Kind.ID, "id", "categoryId")
                .typed(Kind.NUMBER, "version")
                .typed(Kind.OBJECT, "menuCategory", "parentCategory", "category");
        Thing job = JobShapes.JOB
                .thing("commandJob", false)
                .typed(Kind.ID, "id", "commandBlockId", "commandSetId", "commandSetBlockId", "userId", "groupId")
                .typed(Kind.ID, "organizationId", "actorOrganizationId", "scheduleId", "deviceId", "parentJobId")
                .typed(Kind.ID, "undoesJobId")
                .typed(Kind.NUMBER, "commandBlockVersion")
                .typed(Kind.INSTANT, "executedOn", "plannedExecution", "createdOn", "finishedOn");
        Thing schedule = SchedulesEndpoint.SCHEDULE
                .thing("commandSchedule", false)
                .typed(Kind.ID, "id", "organizationId")
                .typed(Kind.FLAG, "isPaused")
                .typed(Kind.INSTANT, "createdOn", "modifiedOn");
        return List.of(
                schedule,
                Thing.named("newCommandSchedule")
                        .with(Kind.ID, "organizationId")
                        .with(Kind.TEXT, "name", "kind", "rule", "timeZone", "missed")
                        .requiring("organizationId", "name", "kind", "rule"),
                Thing.named("commandScheduleChanges")
                        .with(Kind.TEXT, "name", "kind", "rule", "timeZone", "missed")
                        .with(Kind.FLAG, "isPaused"),
                job,
                new Thing("commandJobDetail", job.parts()).with(Kind.OBJECT, "output", "input", "steps"),
                Thing.named("commandJobRequest")
                        .with(Kind.OBJECT, "inputOverrides")
                        .with(Kind.ID, "scheduleId")
                        .with(Kind.INSTANT, "plannedExecution"),
                Thing.named("acceptedJob")
                        .with(Kind.TEXT, "@odata.context")
                        .with(Kind.ID, "value")
                        .with(Kind.TEXTS, "jobIds"),
                Thing.named("commandJobStats")
                        .with(Kind.TEXT, "@odata.context", "type", "category", "period")
                        .with(Kind.NUMBER, "completed", "queued", "failed"),
                block,
                new Thing("commandBlockDetail", block.parts()).with(Kind.OBJECT, "commandInput", "commandOutput"),
                CommandShapes.CATEGORY.thing("commandCategory", false).typed(Kind.ID, "id", "parentCategoryId"));
    }

    /** Of sets, and of what organizations write. */
    static List<Thing> ofSets() {
        Thing set = CommandSetsEndpoint.SET
                .thing("commandSet", false)
                .typed(Kind.ID, "id", "organizationId", "categoryId")
                .typed(Kind.NUMBER, "version");
        return List.of(
                set,
                new Thing("commandSetDetail", set.parts())
                        .with(Kind.OBJECT, "commandInput", "commandOutput", "blocks")
                        .with(Kind.TEXT, "definition"),
                Thing.named("newCommandDefinition")
                        .with(Kind.ID, "organizationId")
                        .with(Kind.TEXT, "definition")
                        .requiring("organizationId", "definition"),
                Thing.named("commandDefinition").with(Kind.TEXT, "definition").requiring("definition"),
                Thing.named("commandSetDefaults").with(Kind.OBJECT, "values"),
                Thing.named("undoableBlock").with(Kind.OBJECT, "value"),
                Thing.named("mailboxSettings")
                        .with(Kind.OBJECT, "automaticRepliesSetting")
                        .with(Kind.TEXT, "userPurpose"),
                Thing.named("mailboxSettingsChanges")
                        .with(Kind.OBJECT, "automaticRepliesSetting")
                        .requiring("automaticRepliesSetting"),
                Thing.named("graphSignIn")
                        .with(Kind.ID, "id", "userId")
                        .with(Kind.INSTANT, "createdDateTime")
                        .with(Kind.TEXT, "userPrincipalName", "userDisplayName", "appDisplayName")
                        .with(Kind.OBJECT, "status"),
                Thing.named("exchangeCommand").with(Kind.OBJECT, "CmdletInput").requiring("CmdletInput"));
    }
}
