package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandSets;
import io.tenantry.automation.Definitions;
import io.tenantry.directory.Property;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Command sets: {@code /command/v1/commandsets}. A set is run by the same addresses as a block, with its own id as the block's. */
@RestController
@RequestMapping({"/command/v1", "/clouduserhub/command/v1"})
class CommandSetsEndpoint {
    static final Shape<CommandBlock, Property> SET = new Shape<CommandBlock, Property>((set, property) -> null)
            .shown("id", CommandBlock::id)
            .shown("technicalIdentifier", CommandBlock::identifier)
            .shown("name", CommandBlock::title)
            .shown("description", CommandBlock::description)
            .shown("organizationId", CommandShapes::owner)
            .shown("type", set -> set.target().wireName())
            .shown("version", CommandBlock::version)
            .shown("categoryId", set -> set.category().id())
            .shown("requiredReadAction", set -> set.readAction().wireName())
            .shown("requiredWriteAction", set -> set.writeAction().wireName());

    private static final HubList<CommandBlock, Property> SETS = new HubList<>(
            "commandsets",
            SET,
            null,
            null,
            ODataRules.of(CommandSets.FIELDS, Order.ascending(CommandSets.FIELDS.sortable("technicalIdentifier")))
                    .withOthers("$select")
                    .withoutSearch(),
            false,
            false);
    private static final String ONE = "/commandsets/{commandSetId}";
    private static final String DEFAULTS = "/organizations/{organizationId}/commandsets/{commandSetId}/defaults";
    private static final String NOTE = "and the set's own read action";

    private final CommandSets sets;
    private final Definitions definitions;
    private final Answers answers;

    CommandSetsEndpoint(CommandSets sets, Definitions definitions, Answers answers) {
        this.sets = sets;
        this.definitions = definitions;
        this.answers = answers;
    }

    @Operation(summary = "List command sets")
    @Exchanges(gives = "commandSet")
    @GetMapping("/commandsets")
    @Requires(value = Permission.COMMAND_SETS_READ, note = "and each set's own read action")
    Listing list(Caller caller, HttpServletRequest request) {
        return answers.list(request, caller, SETS, query -> sets.list(caller, query));
    }

    /** What a set takes and gives, and the blocks it is made of. */
    @Operation(summary = "Get a command set")
    @Exchanges(gives = "commandSetDetail")
    @GetMapping(ONE)
    @Requires(value = Permission.COMMAND_SETS_READ, note = NOTE)
    ResponseEntity<Map<String, @Nullable Object>> get(
            Caller caller,
            @PathVariable String commandSetId,
            @Parameter(description = "An older version, where the newest is not meant")
                    @RequestParam(required = false)
                    @Nullable
                    Integer version) {
        CommandBlock set = sets.get(caller, id(commandSetId), version);
        return answer(ResponseEntity.ok(), set, definitions.text(set));
    }

    /**
     * The definition is a text in YAML: what the set takes, and its blocks in their order, with conditions, input and what becomes of
     * the rest when one fails. A mistake is told with its line. The documentation of command blocks shows examples.
     */
    @Operation(summary = "Create a command set")
    @Exchanges(takes = "newCommandDefinition", gives = "commandSetDetail", status = 201)
    @PostMapping("/commandsets")
    @Requires(Permission.COMMAND_SETS_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            Caller caller, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        SetShapes.check(body, SetShapes.ORGANIZATION, SetShapes.DEFINITION);
        String text = SetShapes.text(body, SetShapes.DEFINITION);
        CommandBlock set = definitions.add(
                caller, Keys.organization(SetShapes.text(body, SetShapes.ORGANIZATION)), Definitions.Kind.SET, text);
        return answer(ResponseEntity.created(URI.create(answers.location(request, set.id()))), set, text);
    }

    /** Adds a version. Jobs and schedules that run an older one go on with that. */
    @Operation(summary = "Change a command set")
    @Exchanges(takes = "commandDefinition", gives = "commandSetDetail")
    @PutMapping(ONE)
    @Requires(Permission.COMMAND_SETS_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller,
            @PathVariable String commandSetId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> body) {
        SetShapes.check(body, SetShapes.DEFINITION);
        String text = SetShapes.text(body, SetShapes.DEFINITION);
        CommandBlock changed =
                definitions.change(caller, Definitions.Kind.SET, id(commandSetId), text, IfMatch.version(ifMatch));
        return answer(ResponseEntity.ok(), changed, text);
    }

    /** Jobs that are under way or planned keep it. */
    @Operation(summary = "Delete a command set")
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.COMMAND_SETS_WRITE)
    void delete(
            Caller caller,
            @PathVariable String commandSetId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        definitions.delete(caller, Definitions.Kind.SET, id(commandSetId), IfMatch.version(ifMatch));
    }

    /** Input that holds for each run of the set in the organization, where whoever runs it gives nothing else. */
    @Operation(summary = "Get an organization's usual input of a command set")
    @Exchanges(gives = "commandSetDefaults")
    @GetMapping(DEFAULTS)
    @Requires(value = Permission.COMMAND_SETS_READ, note = NOTE)
    Map<String, List<Map<String, Object>>> defaults(
            Caller caller, @PathVariable String organizationId, @PathVariable String commandSetId) {
        return SetShapes.defaults(sets.defaults(caller, Keys.organization(organizationId), id(commandSetId)));
    }

    @Operation(summary = "Replace an organization's usual input of a command set")
    @Exchanges(takes = "commandSetDefaults", gives = "commandSetDefaults")
    @PutMapping(DEFAULTS)
    @Requires(value = Permission.COMMAND_SETS_WRITE, note = NOTE)
    Map<String, List<Map<String, Object>>> setDefaults(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String commandSetId,
            @RequestBody Map<String, @Nullable Object> body) {
        SetShapes.check(body, SetShapes.VALUES);
        return SetShapes.defaults(sets.setDefaults(
                caller,
                Keys.organization(organizationId),
                id(commandSetId),
                JobBodies.input(body.get(SetShapes.VALUES), SetShapes.VALUES)));
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(
            ResponseEntity.BodyBuilder answer, CommandBlock set, @Nullable String definition) {
        return answer.eTag(Integer.toString(set.version())).body(SetShapes.detail(set, definition));
    }

    private static UUID id(String text) {
        return Keys.uuid(text, "commandSetId");
    }
}
