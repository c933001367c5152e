package io.tenantry.imports.internal;

import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is found in another system, one thing after the other, so that its size does not matter. Groups and their
 * members know people by keys of the other system, whatever those are.
 */
final class Findings implements Closeable {
    private static final int NOTES_MAX = 100;
    private static final int NAME_MAX = 256;
    private static final int DESCRIPTION_MAX = 1_024;
    private static final int BETWEEN_REPORTS = 500;

    private final OrganizationId organization;
    private final LongConsumer watcher;
    private final PeopleSheet people;
    private final CopyText groups;
    private final CopyText members;
    private final CopyText keys;
    private final CopyText links;
    private final Map<String, Long> counted = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long persons;

    Findings(OrganizationId organization, ImportFolder files, LongConsumer watcher) throws IOException {
        this.organization = organization;
        this.watcher = watcher;
        people = new PeopleSheet(files.upload());
        groups = new CopyText(files.groups());
        members = new CopyText(files.members());
        keys = new CopyText(files.keys());
        links = new CopyText(files.links());
    }

    /** Whom a sign-in provider knows somebody as. */
    record Link(String provider, String subject) {}

    /**
     * A group.
     *
     * @param key what its members and the groups around it name it by
     * @param id its id there, where it has one that the hub can keep
     */
    record FoundGroup(
            String key,
            @Nullable UUID id,
            String name,
            @Nullable String description) {}

    void person(Map<ImportField, String> values, List<String> keys, List<Link> links) throws IOException {
        String line = Long.toString(people.add(values));
        for (String key : keys) {
            this.keys.row(key, line);
        }
        for (Link link : links) {
            this.links.row(line, link.provider(), link.subject());
        }
        if (++persons % BETWEEN_REPORTS == 0) {
            watcher.accept(persons);
        }
    }

    void group(FoundGroup group) throws IOException {
        String name = cut(line(group.name().isBlank() ? group.key() : group.name()), NAME_MAX);
        String description = group.description();
        groups.row(
                Ids.next().toString(),
                group.key(),
                (group.id() == null ? idOf(group.key()) : group.id()).toString(),
                name,
                description == null || description.isBlank() ? null : cut(description, DESCRIPTION_MAX));
    }

    void member(String groupKey, String memberKey) throws IOException {
        members.row(Ids.next().toString(), groupKey, memberKey);
    }

    /** Something that is said once, with how often it was so. */
    void count(String what) {
        if (counted.size() < NOTES_MAX || counted.containsKey(what)) {
            counted.merge(what, 1L, Long::sum);
        }
    }

    void note(String what) {
        if (notes.size() < NOTES_MAX) {
            notes.add(what);
        }
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        counted.forEach((what, times) -> all.add(what + ": " + times));
        return all;
    }

    long persons() {
        return persons;
    }

    @Override
    public void close() throws IOException {
        try (people;
                groups;
                members;
                keys;
                links) {
            watcher.accept(persons);
        }
    }

    /** Always the same for the same group, so that it is found again when it comes again. */
    private UUID idOf(String key) {
        return UUID.nameUUIDFromBytes((organization + " " + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder(text);
        for (int at = 0; at < line.length(); at++) {
            if (Character.isISOControl(line.charAt(at))) {
                line.setCharAt(at, ' ');
            }
        }
        return line.toString().strip();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
