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
import io.tenantry.directory.Property;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
    private final Answers answers;

    CommandBlocksEndpoint(CommandBlocks blocks, Answers answers) {
        this.blocks = blocks;
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

    @Operation(summary = "List the categories of command blocks")
    @Exchanges(gives = "commandCategory")
    @GetMapping("/commandcategories")
    @Requires(Permission.COMMAND_CATEGORY_READ)
    Listing categories(Caller caller, HttpServletRequest request) {
        return answers.list(request, caller, CATEGORIES, query -> blocks.categories(caller, query));
    }

    private static <T> HubList<T, Property> list(String name, Shape<T, Property> shape, Catalogue catalogue) {
        ODataRules rules = ODataRules.of(catalogue, Order.ascending(catalogue.sortable("technicalIdentifier")))
                .withOthers("$select");
        return new HubList<>(name, shape, null, null, rules, false, false);
    }
}
