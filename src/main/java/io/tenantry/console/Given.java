package io.tenantry.console;

import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids and moments as addresses and forms of the console give them. */
public final class Given {
    private Given() {}

    public static UUID id(String text) {
        UUID id = Ids.read(text);
        if (id != null) {
            return id;
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "The address names something that is not an id");
    }

    public static OrganizationId organization(String text) {
        return new OrganizationId(id(text));
    }

    public static UserKey user(String text) {
        return new UserKey.Id(new UserId(id(text)));
    }

    public static GroupKey group(String text) {
        return new GroupKey.Id(new GroupId(id(text)));
    }

    /** A moment as the clock of a place shows it, such as Europe/Zurich; UTC where none is named. */
    public static Instant moment(String clock, @Nullable String zone) {
        try {
            Instant moment = LocalDateTime.parse(clock)
                    .atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone))
                    .toInstant();
            if (Instants.isUsual(moment)) {
                return moment;
            }
        } catch (DateTimeException no) {
            // told below, as for one that is too far away
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "That is no time of a place such as Europe/Zurich", "at");
    }
}
