package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.api.own.BlockBodies.BlockBody;
import io.tenantry.api.own.BlockBodies.BlockRow;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandSets;
import io.tenantry.automation.Definitions;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of command blocks and sets, and those that organizations write themselves. */
@RestController
class BlocksEndpoint {
    private static final String BLOCKS = Paths.ROOT + "/command-blocks";
    private static final String SETS = Paths.ROOT + "/command-sets";
    private static final String DEFINITION = Paths.ROOT + "/command-definitions/{commandId}";

    private static final Listed<CommandBlock> LISTED = listed(CommandBlocks.FIELDS);
    private static final Listed<CommandBlock> LISTED_SETS = listed(CommandSets.FIELDS);

    private final CommandBlocks blocks;
    private final CommandSets sets;
    private final Definitions definitions;
    private final Lists lists;
    private final Links links;

    BlocksEndpoint(CommandBlocks blocks, CommandSets sets, Definitions definitions, Lists lists, Links links) {
        this.blocks = blocks;
        this.sets = sets;
        this.definitions = definitions;
        this.lists = lists;
        this.links = links;
    }

    /** What an organization writes, in YAML: a set where it has {@code blocks}, else a block. */
    record NewDefinition(String definition) {
        NewDefinition {
            Given.needed(definition, "definition");
        }
    }

    @Operation(summary = "List command blocks")
    @Exchanges(givesType = BlockRow.class)
    @GetMapping(BLOCKS)
    @Requires(value = Permission.COMMAND_READ, note = "and each block's own read action")
    Listing list(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED, query -> blocks.list(caller, query));
    }

    /** Also of a set. */
    @Operation(summary = "Get a command block, with what it takes, gives and does")
    @GetMapping(BLOCKS + "/{commandId}")
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own read action")
    BlockBody get(Caller caller, @PathVariable String commandId) {
        CommandBlock block = blocks.get(caller, Paths.uuid(commandId, "commandId"), null);
        return BlockBody.of(block, definitions.text(block));
    }

    @Operation(summary = "List command sets")
    @Exchanges(givesType = BlockRow.class)
    @GetMapping(SETS)
    @Requires(value = Permission.COMMAND_SETS_READ, note = "and each set's own read action")
    Listing listSets(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED_SETS, query -> sets.list(caller, query));
    }

    /** A mistake is told with its line. The documentation of command blocks shows how they are written. */
    @Operation(summary = "Add a block or set of an organization's own")
    @Exchanges(givesType = BlockBody.class, status = 201)
    @PostMapping(Paths.ORGANIZATION + "/command-definitions")
    @Requires(Permission.COMMAND_SETS_WRITE)
    ResponseEntity<BlockBody> add(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody NewDefinition body) {
        CommandBlock made = definitions.add(caller, Paths.organization(organizationId), null, body.definition());
        return ResponseEntity.created(URI.create(links.absolute(request, BLOCKS + "/" + made.id())))
                .body(BlockBody.of(made, body.definition()));
    }

    /** Adds a version. What runs by an older one goes on with that. */
    @Operation(summary = "Change a block or set of one's own")
    @PutMapping(DEFINITION)
    @Requires(Permission.COMMAND_SETS_WRITE)
    BlockBody change(Caller caller, @PathVariable String commandId, @RequestBody NewDefinition body) {
        return BlockBody.of(
                definitions.change(caller, null, Paths.uuid(commandId, "commandId"), body.definition(), null),
                body.definition());
    }

    /** Jobs that are under way or planned keep it. */
    @Operation(summary = "Delete a block or set of one's own")
    @DeleteMapping(DEFINITION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.COMMAND_SETS_WRITE)
    void delete(Caller caller, @PathVariable String commandId) {
        definitions.delete(caller, null, Paths.uuid(commandId, "commandId"), null);
    }

    private static Listed<CommandBlock> listed(Catalogue catalogue) {
        return new Listed<>(
                catalogue, List.of(Order.ascending(catalogue.sortable("technicalIdentifier"))), Set.of(), BlockRow::of);
    }
}
