package io.tenantry.automation.internal;

import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlock;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All command blocks there are, in all their versions. Read at the start, which fails when one of them could not run. */
@Component
public final class BlockCatalogue {
    private static final String FOLDER = "classpath*:io/tenantry/automation/";

    private final Map<String, Category> categories;
    private final Map<UUID, NavigableMap<Integer, CommandBlock>> blocks;

    BlockCatalogue() {
        this(content("categories.yaml"), content("blocks/*.yaml"));
    }

    BlockCatalogue(Map<String, String> categoryFiles, Map<String, String> blockFiles) {
        categories = categories(categoryFiles);
        BlockReader reader = new BlockReader(categories);
        List<CommandBlock> all = new ArrayList<>();
        blockFiles.forEach((file, text) -> all.addAll(reader.read(file, text)));
        blocks = byId(all);
        all.forEach(this::checkLinks);
    }

    /** Every category, those above before those within them. */
    public List<Category> categories() {
        return List.copyOf(categories.values());
    }

    /** The newest version of every block, by identifier. */
    public List<CommandBlock> newest() {
        return blocks.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .sorted(Comparator.comparing(CommandBlock::identifier))
                .toList();
    }

    /** A block in its newest version, or null when there is none. */
    public @Nullable CommandBlock find(UUID id) {
        NavigableMap<Integer, CommandBlock> versions = blocks.get(id);
        return versions == null ? null : versions.lastEntry().getValue();
    }

    /** A block in a version, or null when there is none. */
    public @Nullable CommandBlock find(UUID id, int version) {
        NavigableMap<Integer, CommandBlock> versions = blocks.get(id);
        return versions == null ? null : versions.get(version);
    }

    /** A block by its identifier in its newest version, or null when there is none. */
    public @Nullable CommandBlock named(String identifier) {
        return newest().stream()
                .filter(block -> block.identifier().equals(identifier))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Category> categories(Map<String, String> files) {
        Map<String, Category> categories = new LinkedHashMap<>();
        files.forEach((file, text) -> YamlMap.documents(file, text)
                .forEach(yaml -> yaml.maps("categories").forEach(one -> {
                    String identifier = BlockReader.identifier(one, "identifier");
                    String within = one.textOr("within");
                    Category parent = within == null ? null : categories.get(within);
                    if (within != null && (parent == null || parent.depth() > 1)) {
                        throw one.mistake("within", "There is no category above of this name");
                    }
                    Category category = new Category(one.id("id"), identifier, one.text("title"), parent);
                    one.refuseOthers();
                    if (categories.put(identifier, category) != null) {
                        throw one.mistake("identifier", "There are two categories called " + identifier);
                    }
                })));
        return categories;
    }

    private static Map<UUID, NavigableMap<Integer, CommandBlock>> byId(Collection<CommandBlock> all) {
        Map<UUID, NavigableMap<Integer, CommandBlock>> blocks = new LinkedHashMap<>();
        Map<String, UUID> ids = new LinkedHashMap<>();
        for (CommandBlock block : all) {
            UUID known = ids.putIfAbsent(block.identifier(), block.id());
            CommandBlock same =
                    blocks.computeIfAbsent(block.id(), id -> new TreeMap<>()).put(block.version(), block);
            boolean fits = same == null
                    && (known == null || known.equals(block.id()))
                    && blocks.get(block.id()).values().stream()
                            .allMatch(other -> other.identifier().equals(block.identifier()));
            Refusal.unless(
                    fits,
                    Refusal.Reason.MALFORMED,
                    "The block " + block.identifier() + " is there twice in one version, or under two ids or names");
        }
        return blocks;
    }

    private void checkLinks(CommandBlock block) {
        block.input()
                .parameters()
                .forEach(parameter -> parameter.placeholders().linked().forEach(link -> {
                    CommandBlock linked = named(link.identifier());
                    Refusal.unless(
                            linked != null && find(linked.id(), link.version()) != null,
                            Refusal.Reason.MALFORMED,
                            "The block " + block.identifier() + " links to " + link.identifier() + " version "
                                    + link.version() + ", which is not there");
                }));
        String inverse = block.inverse();
        Refusal.unless(
                inverse == null || named(inverse) != null,
                Refusal.Reason.MALFORMED,
                "The block " + block.identifier() + " is undone by " + inverse + ", which is not there");
    }

    private static Map<String, String> content(String pattern) {
        Map<String, String> content = new LinkedHashMap<>();
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources(FOLDER + pattern);
            Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            for (Resource file : files) {
                try (InputStream in = file.getInputStream()) {
                    content.put(
                            String.valueOf(file.getFilename()), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The command blocks cannot be read", failure);
        }
        return content;
    }
}
