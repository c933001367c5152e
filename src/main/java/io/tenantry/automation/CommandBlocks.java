package io.tenantry.automation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.internal.BlockCatalogue;
import io.tenantry.automation.internal.DefinitionRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.AtHand;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue of command blocks and their categories. */
@Component
public class CommandBlocks {
    /** What {@link #list} can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.text("technicalIdentifier", "identifier").required(),
            Field.text("type", "type").required(),
            Field.number("version", "version").required(),
            Field.uuid("categoryId", "category").required(),
            Field.text("requiredReadAction", "read").required(),
            Field.text("requiredWriteAction", "write").required(),
            Field.text("requiredProvider", "provider").required());

    /** What {@link #categories} can be filtered and sorted by. */
    public static final Catalogue CATEGORY_FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.text("technicalIdentifier", "identifier").required(),
            Field.uuid("parentCategoryId", "parent"));

    private final Access access;
    private final BlockCatalogue catalogue;
    private final DefinitionRows definitions;

    CommandBlocks(Access access, BlockCatalogue catalogue, DefinitionRows definitions) {
        this.access = access;
        this.catalogue = catalogue;
        this.definitions = definitions;
    }

    /** The categories, under {@code command.category.read}. */
    public Page<Category> categories(Caller caller, ListQuery query) {
        access.require(caller, Permission.COMMAND_CATEGORY_READ);
        return AtHand.page(catalogue.categories(), query, category -> field -> value(category, field));
    }

    /** The newest version of every block that the caller may see, under {@code command.read}. */
    public Page<CommandBlock> list(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.COMMAND_READ);
        List<CommandBlock> visible = new ArrayList<>(catalogue.newest());
        definitions.newest(reach, false).forEach((id, version) -> {
            CommandBlock block = catalogue.find(id, version);
            if (block != null) {
                visible.add(block);
            }
        });
        visible.removeIf(
                block -> block.isSet() || caller.reach(block.readAction()).equals(Reach.nowhere()));
        return AtHand.page(visible, query, block -> field -> value(block, field));
    }

    /**
     * One block.
     *
     * @param version or null for the newest
     * @throws Refusal (NOT_PERMITTED) without {@code command.read} and the block's own permission, (NOT_FOUND)
     */
    public CommandBlock get(Caller caller, UUID id, @Nullable Integer version) {
        Reach reach = access.require(caller, Permission.COMMAND_READ);
        CommandBlock block = version == null ? catalogue.find(id) : catalogue.find(id, version);
        if (block == null || !isWithin(reach, block)) {
            throw notFound();
        }
        access.require(caller, block.readAction());
        return block;
    }

    /** What an organization has written is for those who reach it; the rest is for all. */
    static boolean isWithin(Reach reach, CommandBlock block) {
        OrganizationId owner = block.owner();
        return owner == null || reach.covers(owner);
    }

    static Refusal notFound() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "There is no such command block");
    }

    private static @Nullable Object value(Category category, Field field) {
        Category parent = category.parent();
        return switch (field.column()) {
            case "id" -> category.id();
            case "identifier" -> category.identifier();
            default -> parent == null ? null : parent.id();
        };
    }

    private static Object value(CommandBlock block, Field field) {
        return switch (field.column()) {
            case "id" -> block.id();
            case "identifier" -> block.identifier();
            case "type" -> block.target().wireName();
            case "version" -> BigDecimal.valueOf(block.version());
            case "category" -> block.category().id();
            case "read" -> block.readAction().wireName();
            case "write" -> block.writeAction().wireName();
            default -> block.provider();
        };
    }
}
