package io.tenantry.usage;

import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How lately somebody did something. It changes by time alone, so it is never stored. */
public enum PersonStatus {
    ACTIVE("Active"),
    INACTIVE("Inactive"),
    NO_ACTIVITY("No activity");

    private final String shown;

    PersonStatus(String shown) {
        this.shown = shown;
    }

    public String shown() {
        return shown;
    }

    public static PersonStatus of(@Nullable Instant lastActive, Instant activeSince) {
        if (lastActive == null) {
            return NO_ACTIVITY;
        }
        return lastActive.isBefore(activeSince) ? INACTIVE : ACTIVE;
    }

    /** What of the last activity makes a row have this status. */
    public Condition condition(Field lastActive, Instant activeSince) {
        return switch (this) {
            case ACTIVE -> new Compare(lastActive, Operator.AT_LEAST, activeSince);
            case INACTIVE -> new Compare(lastActive, Operator.LESS, activeSince);
            case NO_ACTIVITY -> new Missing(lastActive);
        };
    }

    /** The same for one of several. */
    static Condition any(List<PersonStatus> statuses, Field lastActive, Instant activeSince) {
        return statuses.size() == values().length
                ? Condition.ALL
                : Condition.or(statuses.stream()
                        .map(status -> status.condition(lastActive, activeSince))
                        .toList());
    }
}
