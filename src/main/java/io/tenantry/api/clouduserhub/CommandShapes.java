package io.tenantry.api.clouduserhub;

import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.LayoutGroup;
import io.tenantry.automation.Parameter;
import io.tenantry.directory.Property;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Command blocks and their categories as the hub's clients know them. */
final class CommandShapes {
    static final Shape<Category, Property> CATEGORY = new Shape<Category, Property>((category, property) -> null)
            .shown("id", Category::id)
            .shown("technicalIdentifier", Category::identifier)
            .shown("parentCategoryId", CommandShapes::parent);

    static final Shape<CommandBlock, Property> BLOCK = new Shape<CommandBlock, Property>((block, property) -> null)
            .shown("id", CommandBlock::id)
            .shown("technicalIdentifier", CommandBlock::identifier)
            .shown("type", block -> block.target().wireName())
            .shown("version", CommandBlock::version)
            .shown("categoryId", block -> block.category().id())
            .shown("requiredReadAction", block -> block.readAction().wireName())
            .shown("requiredWriteAction", block -> block.writeAction().wireName())
            .shown("requiredProvider", CommandBlock::provider)
            .shown("menuCategory", block -> reference(block.category(), 2))
            .shown("parentCategory", block -> reference(block.category(), 1))
            .shown("category", block -> reference(block.category(), 0));

    private CommandShapes() {}

    /** The organization that has written a block, or null for those that come with the hub. */
    static @Nullable UUID owner(CommandBlock block) {
        OrganizationId owner = block.owner();
        return owner == null ? null : owner.value();
    }

    /** A block with what it takes and gives. */
    static Map<String, @Nullable Object> detail(CommandBlock block) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("id", block.id());
        detail.put("technicalIdentifier", block.identifier());
        detail.put("type", block.target().wireName());
        detail.put("version", block.version());
        detail.put("categoryId", block.category().id());
        detail.put("requiredReadAction", block.readAction().wireName());
        detail.put("requiredWriteAction", block.writeAction().wireName());
        detail.put("requiredProvider", block.provider());
        detail.put("menuCategory", reference(block.category(), 2));
        detail.put("parentCategory", reference(block.category(), 1));
        detail.put("category", reference(block.category(), 0));
        detail.put("commandInput", input(block, Map.of(), List.of(), false));
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("body", output(block, Map.of()));
        output.put("errorCode", null);
        output.put("isSuccess", null);
        // Descriptions of the interface have these here, its examples within the body.
        output.putAll(output(block, Map.of()));
        detail.put("commandOutput", output);
        return detail;
    }

    /**
     * What a block takes, with the values of a job.
     *
     * @param secrets parameters whose value is not told
     */
    static Map<String, @Nullable Object> input(
            CommandBlock block, Map<String, Object> values, List<String> secrets, boolean isJob) {
        List<Map<String, @Nullable Object>> parameters = new ArrayList<>();
        for (Parameter parameter : block.input().parameters()) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("technicalIdentifier", parameter.identifier());
            shown.put(
                    "value",
                    secrets.contains(parameter.identifier()) ? "***" : text(values.get(parameter.identifier())));
            shown.put("defaultValue", parameter.defaultValue());
            shown.put("schema", parameter.schema().members());
            if (!isJob) {
                shown.put("sensitive", parameter.isSensitive());
                shown.put("required", parameter.isRequired());
            }
            shown.put("placeholderEnabled", placeholders(parameter, true));
            parameters.add(shown);
        }
        Map<String, Object> multiple = new LinkedHashMap<>();
        multiple.put("multipleOrganizations", block.multiple().organizations());
        multiple.put("multipleUsers", block.multiple().users());
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("layoutGroups", layout(block.input().layout()));
        input.put("multiSelection", multiple);
        input.put("parameters", parameters);
        return input;
    }

    /** What a block gives, with the values of a job. */
    static Map<String, @Nullable Object> output(CommandBlock block, Map<String, Object> values) {
        List<Map<String, @Nullable Object>> parameters = new ArrayList<>();
        for (Parameter parameter : block.output().parameters()) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("technicalIdentifier", parameter.identifier());
            shown.put("value", text(values.get(parameter.identifier())));
            shown.put("example", parameter.example());
            shown.put("schema", parameter.schema().members());
            shown.put("sensitive", parameter.isSensitive());
            shown.put("required", parameter.isRequired());
            shown.put("placeholderEnabled", placeholders(parameter, false));
            parameters.add(shown);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("layoutGroups", layout(block.output().layout()));
        output.put("parameters", parameters);
        return output;
    }

    private static Map<String, Object> placeholders(Parameter parameter, boolean linked) {
        Map<String, Object> enabled = new LinkedHashMap<>();
        enabled.put("commandSet", parameter.placeholders().inSet());
        enabled.put("commandBlock", parameter.placeholders().inBlock());
        if (linked) {
            enabled.put(
                    "linkedCommandBlocks",
                    parameter.placeholders().linked().stream()
                            .map(link -> new Link(link.identifier(), link.version()))
                            .toList());
        }
        return enabled;
    }

    private static List<Map<String, Object>> layout(List<LayoutGroup> groups) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (LayoutGroup group : groups) {
            Map<String, Object> one = new LinkedHashMap<>();
            if (group.identifier() != null) {
                one.put("technicalIdentifier", group.identifier());
            }
            one.put(
                    "layoutGroupFormats",
                    group.lines().stream().map(CommandShapes::line).toList());
            shown.add(one);
        }
        return shown;
    }

    private static Map<String, Object> line(List<String> names) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", names.size() == 1 ? "SingleInput" : "DoubleInput");
        if (names.size() == 1) {
            line.put("property", names.getFirst());
        } else {
            line.put("properties", names);
        }
        return line;
    }

    /** Clients expect every value as a text. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list ->
                String.join(",", list.stream().map(String::valueOf).toList());
            default -> String.valueOf(value);
        };
    }

    private static @Nullable UUID parent(Category category) {
        Category parent = category.parent();
        return parent == null ? null : parent.id();
    }

    private static @Nullable Reference reference(Category category, int above) {
        Category wanted = category;
        for (int i = 0; i < above && wanted != null; i++) {
            wanted = wanted.parent();
        }
        return wanted == null ? null : new Reference(wanted.id(), wanted.identifier());
    }

    /** A category as others name it. */
    record Reference(UUID id, String technicalIdentifier) {}

    /** A block whose output fits. */
    record Link(String technicalIdentifier, int version) {}
}
