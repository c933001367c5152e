package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandSets;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.lists.ListPage;
import io.tenantry.kernel.Page;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The catalogue of command blocks. */
@Controller
@RequestMapping("/console/blocks")
@Requires(Permission.COMMAND_READ)
class BlocksPage extends ListPage<CommandBlock> implements ConsolePage {
    private static final ConsoleList<CommandBlock> LIST = catalogue("blocks", "Command blocks", CommandBlocks.FIELDS);

    private final CommandBlocks blocks;

    BlocksPage(CommandBlocks blocks, ConsoleLists lists) {
        super(LIST, lists);
        this.blocks = blocks;
    }

    /** Blocks, or sets of them. */
    static ConsoleList<CommandBlock> catalogue(String id, String title, Catalogue catalogue) {
        return new ConsoleList<>(
                id,
                title,
                "block",
                catalogue,
                List.of(Order.ascending(catalogue.sortable("technicalIdentifier"))),
                List.of(
                        Column.usual(
                                "technicalIdentifier",
                                "Name",
                                block -> Cell.linked(block.title(), "/console/blocks/" + block.id())
                                        .with(block.identifier())),
                        Column.usual("description", "What it does", block -> Cell.of(block.description())),
                        Column.usual(
                                "type", "For", block -> Cell.of(block.target().wireName())),
                        Column.usual(
                                "category",
                                "Category",
                                block -> Cell.of(block.category().title())),
                        Column.further("version", "Version", block -> Cell.number(block.version()))),
                Set.of(),
                Set.of(),
                null);
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 10, LIST.title(), LIST.path(), Set.of(Permission.COMMAND_READ));
    }

    @Override
    protected Page<CommandBlock> rows(Visit visit, ListQuery query) {
        return blocks.list(visit.caller(), query);
    }

    /** The list of command sets, such as onboarding and offboarding. */
    @Controller
    @RequestMapping("/console/sets")
    @Requires(Permission.COMMAND_SETS_READ)
    static class Sets extends ListPage<CommandBlock> implements ConsolePage {
        private static final ConsoleList<CommandBlock> LIST = catalogue("sets", "Command sets", CommandSets.FIELDS);

        private final CommandSets sets;

        Sets(CommandSets sets, ConsoleLists lists) {
            super(LIST, lists);
            this.sets = sets;
        }

        @Override
        public Place place() {
            return new Place(Place.Section.WORK, 20, LIST.title(), LIST.path(), Set.of(Permission.COMMAND_SETS_READ));
        }

        @Override
        protected List<Action> actions(Visit visit) {
            boolean mayWrite =
                    !visit.caller().reach(Permission.COMMAND_SETS_WRITE).equals(Reach.nowhere());
            return mayWrite ? List.of(new Action("New set", LIST.path() + "/new")) : List.of();
        }

        @Override
        protected Page<CommandBlock> rows(Visit visit, ListQuery query) {
            return sets.list(visit.caller(), query);
        }
    }
}
