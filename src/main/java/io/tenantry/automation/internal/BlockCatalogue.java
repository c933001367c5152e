package io.tenantry.automation.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.internal.BlockReader.Read;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * All command blocks and sets there are, in all their versions. Those that come with the hub are read at the start, which fails when
 * one of them could not run; those that organizations have written, when somebody asks for them.
 */
@Component
public final class BlockCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(BlockCatalogue.class);
    private static final String FOLDER = "classpath*:io/tenantry/automation/";
    private static final int READ_MAX = 2_000;

    private final Map<String, Category> categories;
    private final Map<UUID, NavigableMap<Integer, CommandBlock>> blocks;
    private final BlockReader reader;
    private final Written written;
    /** A version never changes once it is there. */
    private final Cache<Version, CommandBlock> own =
            Caffeine.newBuilder().maximumSize(READ_MAX).build();

    @Autowired
    BlockCatalogue(DefinitionRows written) {
        this(content("categories.yaml"), content("blocks/*.yaml"), content("sets/*.yaml"), written);
    }

    /** With what comes with the hub. */
    BlockCatalogue() {
        this(content("categories.yaml"), content("blocks/*.yaml"), content("sets/*.yaml"), Written.NOTHING);
    }

    BlockCatalogue(Map<String, String> categoryFiles, Map<String, String> blockFiles) {
        this(categoryFiles, blockFiles, Map.of(), Written.NOTHING);
    }

    private BlockCatalogue(
            Map<String, String> categoryFiles,
            Map<String, String> blockFiles,
            Map<String, String> setFiles,
            Written written) {
        this.written = written;
        categories = categories(categoryFiles);
        reader = new BlockReader(categories);
        List<Read> all = new ArrayList<>();
        blockFiles.forEach((file, text) -> all.addAll(reader.read(file, text)));
        blocks = byId(all);
        List<Read> sets = new ArrayList<>();
        setFiles.forEach((file, text) -> sets.addAll(reader.readSets(file, text, this::named)));
        all.addAll(sets);
        blocks.putAll(byId(sets));
        all.forEach(new LinkChecks(this::named)::check);
    }

    private record Version(UUID id, int version) {}

    /** Every category, those above before those within them. */
    public List<Category> categories() {
        return List.copyOf(categories.values());
    }

    /** The newest version of every block and set that comes with the hub, by identifier. */
    public List<CommandBlock> newest() {
        return blocks.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .sorted(Comparator.comparing(CommandBlock::identifier))
                .toList();
    }

    /** A block in its newest version, or null when there is none. */
    public @Nullable CommandBlock find(UUID id) {
        NavigableMap<Integer, CommandBlock> versions = blocks.get(id);
        if (versions != null) {
            return versions.lastEntry().getValue();
        }
        Integer newest = written.newest(id);
        return newest == null ? null : find(id, newest);
    }

    /** A block in a version, or null when there is none. */
    public @Nullable CommandBlock find(UUID id, int version) {
        NavigableMap<Integer, CommandBlock> versions = blocks.get(id);
        if (versions != null) {
            return versions.get(version);
        }
        Version wanted = new Version(id, version);
        CommandBlock known = own.getIfPresent(wanted);
        if (known == null) {
            known = readOwn(wanted);
            if (known != null) {
                own.put(wanted, known);
            }
        }
        return known;
    }

    /** All versions of a block that comes with the hub, the newest first; none for others. */
    public List<Integer> versions(UUID id) {
        NavigableMap<Integer, CommandBlock> versions = blocks.get(id);
        return versions == null ? List.of() : List.copyOf(versions.descendingKeySet());
    }

    /** Whether something that comes with the hub is called so. */
    public boolean isTaken(String identifier) {
        return newest().stream().anyMatch(block -> block.identifier().equalsIgnoreCase(identifier));
    }

    /** The newest version of what comes with the hub under an identifier, or null when there is none. */
    public @Nullable CommandBlock named(String identifier) {
        return named(identifier, null);
    }

    private @Nullable CommandBlock named(String identifier, @Nullable Integer version) {
        CommandBlock newest = newest().stream()
                .filter(block -> block.identifier().equals(identifier))
                .findFirst()
                .orElse(null);
        return newest == null || version == null ? newest : find(newest.id(), version);
    }

    /**
     * A block by its identifier, of those that come with the hub and those of an organization; null when there is none.
     *
     * @param version null for the newest
     */
    @Nullable
    CommandBlock named(@Nullable OrganizationId owner, String identifier, @Nullable Integer version) {
        CommandBlock known = named(identifier, version);
        if (known != null || owner == null) {
            return known;
        }
        Written.Text text = written.named(owner, identifier, version);
        return text == null ? null : find(text.id(), text.version());
    }

    /** A block or set, by its id or by its identifier among the hub's and an organization's own. */
    public @Nullable CommandBlock known(OrganizationId owner, String name) {
        if (Told.isId(name)) {
            return find(UUID.fromString(name.strip()));
        }
        CommandBlock known = named(name.strip());
        Written.Text text = known == null ? written.living(owner, name.strip()) : null;
        return text == null ? known : find(text.id(), text.version());
    }

    /** Whether a definition is of a set: it says of which blocks. */
    public static boolean isSet(String definition) {
        return YamlMap.documents("definition", definition).stream().anyMatch(yaml -> yaml.has("blocks"));
    }

    /**
     * Reads what an organization has written.
     *
     * @throws Refusal (MALFORMED) with the line and the reason when it could not run
     */
    public CommandBlock read(String definition, UUID id, int version, OrganizationId owner, boolean isSet) {
        SetReader.Lookup known = (identifier, wanted) -> named(owner, identifier, wanted);
        Read read = reader.readOwn(definition, new BlockReader.Own(id, version, owner), isSet ? known : null);
        new LinkChecks(known).check(read);
        return read.block();
    }

    private @Nullable CommandBlock readOwn(Version version) {
        Written.Text text = written.find(version.id(), version.version());
        if (text == null) {
            return null;
        }
        try {
            return reader.readKept(
                            text.definition(),
                            new BlockReader.Own(text.id(), text.version(), text.owner()),
                            text.isSet() ? pinned(text) : null)
                    .block();
        } catch (Refusal refused) {
            LOG.warn("The definition {} in version {} cannot be run any more", text.id(), text.version(), refused);
            return null;
        }
    }

    /** Blocks in the version that a set was written for, where it names none. */
    private SetReader.Lookup pinned(Written.Text text) {
        return (identifier, wanted) ->
                named(text.owner(), identifier, wanted == null ? text.pins().get(identifier) : wanted);
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

    private static Map<UUID, NavigableMap<Integer, CommandBlock>> byId(List<Read> all) {
        Map<UUID, NavigableMap<Integer, CommandBlock>> blocks = new LinkedHashMap<>();
        Map<String, UUID> ids = new LinkedHashMap<>();
        for (Read read : all) {
            CommandBlock block = read.block();
            UUID known = ids.putIfAbsent(block.identifier(), block.id());
            CommandBlock same =
                    blocks.computeIfAbsent(block.id(), id -> new TreeMap<>()).put(block.version(), block);
            boolean fits = same == null
                    && (known == null || known.equals(block.id()))
                    && blocks.get(block.id()).values().stream()
                            .allMatch(other -> other.identifier().equals(block.identifier()));
            if (!fits) {
                throw read.yaml()
                        .mistake(
                                "identifier",
                                block.identifier() + " is there twice in one version, or under two ids or names");
            }
        }
        return blocks;
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
