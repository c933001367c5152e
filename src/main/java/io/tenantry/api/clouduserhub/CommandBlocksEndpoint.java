package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.Definitions;
import io.tenantry.directory.Property;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue: {@code /command/v1/commandblocks} and {@code /command/v1/commandcategories}. */
@RestController
@RequestMapping({"/command/v1", "/clouduserhub/command/v1"})
class CommandBlocksEndpoint {
    private static final HubList<CommandBlock, Property> BLOCKS =
            list("commandblocks", CommandShapes.BLOCK, CommandBlocks.FIELDS);
    private static final HubList<Category, Property> CATEGORIES =
            list("commandcategories", CommandShapes.CATEGORY, CommandBlocks.CATEGORY_FIELDS);

    private final CommandBlocks blocks;
    private final Definitions definitions;
    private final Answers answers;

    CommandBlocksEndpoint(CommandBlocks blocks, Definitions definitions, Answers answers) {
        this.blocks = blocks;
        this.definitions = definitions;
        this.answers = answers;
    }

    @Operation(summary = "List command blocks")
    @Exchanges(gives = "commandBlock")
    @GetMapping("/commandblocks")
    @Requires(value = Permission.COMMAND_READ, note = "and each block's own read action")
    Listing list(Caller caller, HttpServletRequest request) {
        return answers.list(request, caller, BLOCKS, query -> blocks.list(caller, query));
    }

    /** What a block takes and gives. */
    @Operation(summary = "Get a command block")
    @Exchanges(gives = "commandBlockDetail")
    @GetMapping("/commandblocks/{commandBlockId}")
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own read action")
    Map<String, @Nullable Object> get(
            Caller caller,
            @PathVariable String commandBlockId,
            @Parameter(description = "An older version, where the newest is not meant")
                    @RequestParam(required = false)
                    @Nullable
                    Integer version) {
        return CommandShapes.detail(blocks.get(caller, Keys.uuid(commandBlockId, "commandBlockId"), version));
    }

    /**
     * The definition is a text in YAML, as the documentation of command blocks describes it: what the block takes and gives, and its
     * steps. A mistake is told with its line.
     */
    @Operation(summary = "Create a command block of one's own")
    @Exchanges(takes = "newCommandDefinition", gives = "commandBlockDetail", status = 201)
    @PostMapping("/commandblocks")
    @Requires(Permission.COMMAND_SETS_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            Caller caller, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        SetShapes.check(body, SetShapes.ORGANIZATION, SetShapes.DEFINITION);
        CommandBlock block = definitions.add(
                caller,
                Keys.organization(SetShapes.text(body, SetShapes.ORGANIZATION)),
                Definitions.Kind.BLOCK,
                SetShapes.text(body, SetShapes.DEFINITION));
        return ResponseEntity.created(URI.create(answers.location(request, block.id())))
                .body(CommandShapes.detail(block));
    }

    /** Adds a version. Jobs and sets that run an older one go on with that. */
    @Operation(summary = "Change a command block of one's own")
    @Exchanges(takes = "commandDefinition", gives = "commandBlockDetail")
    @PutMapping("/commandblocks/{commandBlockId}")
    @Requires(Permission.COMMAND_SETS_WRITE)
    Map<String, @Nullable Object> change(
            Caller caller, @PathVariable String commandBlockId, @RequestBody Map<String, @Nullable Object> body) {
        SetShapes.check(body, SetShapes.DEFINITION);
        return CommandShapes.detail(definitions.change(
                caller,
                Definitions.Kind.BLOCK,
                Keys.uuid(commandBlockId, "commandBlockId"),
                SetShapes.text(body, SetShapes.DEFINITION),
                null));
    }

    /** Jobs that are under way or planned keep it, and so do sets. */
    @Operation(summary = "Delete a command block of one's own")
    @DeleteMapping("/commandblocks/{commandBlockId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.COMMAND_SETS_WRITE)
    void delete(Caller caller, @PathVariable String commandBlockId) {
        definitions.delete(caller, Definitions.Kind.BLOCK, Keys.uuid(commandBlockId, "commandBlockId"), null);
    }

    @Operation(summary = "List the categories of command blocks")
    @Exchanges(gives = "commandCategory")
    @GetMapping("/commandcategories")
    @Requires(Permission.COMMAND_CATEGORY_READ)
    Listing categories(Caller caller, HttpServletRequest request) {
        return answers.list(request, caller, CATEGORIES, query -> blocks.categories(caller, query));
    }

    private static <T> HubList<T, Property> list(String name, Shape<T, Property> shape, Catalogue catalogue) {
        ODataRules rules = ODataRules.of(catalogue, Order.ascending(catalogue.sortable("technicalIdentifier")))
                .withOthers("$select")
                .withoutSearch();
        return new HubList<>(name, shape, null, null, rules, false, false);
    }
}
