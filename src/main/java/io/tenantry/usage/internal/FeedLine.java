package io.tenantry.usage.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.FeedMember;
import io.tenantry.usage.ToldAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a line tells of an account from texts, whatever the file's form. */
record FeedLine(long line, Map<FeedMember, String> texts) {
    private static final int TEXT_MAX = 400;
    private static final int APPLICATION_MAX = 200;
    private static final int SEVERAL_MAX = 1_000;

    /**
     * The account.
     *
     * @throws Refusal (MALFORMED) with what is wrong
     */
    ToldAccount account(DiscoveryType usualType) {
        String email = text(FeedMember.EMAIL);
        String upn = text(FeedMember.UPN);
        String id = text(FeedMember.EXTERNAL_ID);
        String known = id != null ? id : upn != null ? lower(upn) : email != null ? lower(email) : null;
        String application = text(FeedMember.APPLICATION);
        if (known == null || application == null || application.length() > APPLICATION_MAX) {
            throw refused(
                    application == null || application.length() > APPLICATION_MAX
                            ? "It does not say which application, in at most " + APPLICATION_MAX + " characters"
                            : "It tells neither an external id nor an address");
        }
        String vendor = text(FeedMember.VENDOR);
        String type = text(FeedMember.DISCOVERY_TYPE);
        String subscriptions = texts.get(FeedMember.SUBSCRIPTIONS);
        String activity = texts.get(FeedMember.ACTIVITY);
        return new ToldAccount(
                line,
                application,
                vendor == null ? "" : vendor,
                known,
                type == null ? usualType.number() : DiscoveryType.named(type).number(),
                email,
                upn,
                text(FeedMember.PERSON_KEY),
                text(FeedMember.DISPLAY_NAME),
                flag(text(FeedMember.ENABLED)),
                text(FeedMember.COUNTRY),
                text(FeedMember.DEPARTMENT),
                moment(text(FeedMember.FIRST_DISCOVERED)),
                subscriptions == null ? null : several(subscriptions),
                activity == null
                        ? List.of()
                        : several(activity).stream().map(FeedLine::moment).toList());
    }

    private @Nullable String text(FeedMember member) {
        String text = texts.get(member);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > TEXT_MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw refused("'" + member.wireName() + "' is longer than " + TEXT_MAX + " characters or has strange ones");
        }
        return text.strip();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<String> several(String text) {
        List<String> parts = Arrays.stream(text.split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() > SEVERAL_MAX || parts.stream().anyMatch(part -> part.length() > APPLICATION_MAX)) {
            throw refused("At most " + SEVERAL_MAX + " are told in one line, each in " + APPLICATION_MAX
                    + " characters at most");
        }
        return parts;
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (lower(text)) {
            case "true", "yes", "1", "enabled", "active" -> true;
            case "false", "no", "0", "disabled", "inactive", "suspended" -> false;
            default -> throw refused("'" + text + "' is neither true nor false");
        };
    }

    /** A day alone is its noon. */
    private static @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-11-22".length()
                    ? LocalDate.parse(text).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notADate) {
            throw refused("'" + text + "' is no date such as 2026-11-22 or 2026-11-22T10:00:00Z");
        }
    }

    private static Refusal refused(String reason) {
        return new Refusal(Refusal.Reason.MALFORMED, reason);
    }
}
