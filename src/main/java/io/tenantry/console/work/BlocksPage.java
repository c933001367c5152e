package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandSets;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The catalogue of command blocks. */
@Controller
class BlocksPage implements ConsolePage {
    private static final ConsoleList<CommandBlock> LIST = catalogue("blocks", "Command blocks", CommandBlocks.FIELDS);

    private final CommandBlocks blocks;
    private final ConsoleLists lists;

    BlocksPage(CommandBlocks blocks, ConsoleLists lists) {
        this.blocks = blocks;
        this.lists = lists;
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

    @GetMapping("/console/blocks")
    @Requires(Permission.COMMAND_READ)
    String list(Visit visit) {
        return lists.show(visit, LIST, List.of(), query -> blocks.list(visit.caller(), query));
    }

    @GetMapping("/console/blocks/export")
    @Requires(Permission.COMMAND_READ)
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> blocks.list(visit.caller(), query));
    }

    /** The list of command sets, such as onboarding and offboarding. */
    @Controller
    static class Sets implements ConsolePage {
        private static final ConsoleList<CommandBlock> LIST = catalogue("sets", "Command sets", CommandSets.FIELDS);

        private final CommandSets sets;
        private final ConsoleLists lists;

        Sets(CommandSets sets, ConsoleLists lists) {
            this.sets = sets;
            this.lists = lists;
        }

        @Override
        public Place place() {
            return new Place(Place.Section.WORK, 20, LIST.title(), LIST.path(), Set.of(Permission.COMMAND_SETS_READ));
        }

        @GetMapping("/console/sets")
        @Requires(Permission.COMMAND_SETS_READ)
        String list(Visit visit) {
            return lists.show(visit, LIST, List.of(), query -> sets.list(visit.caller(), query));
        }

        @GetMapping("/console/sets/export")
        @Requires(Permission.COMMAND_SETS_READ)
        void export(Visit visit) throws IOException {
            lists.export(visit, LIST, query -> sets.list(visit.caller(), query));
        }
    }
}
