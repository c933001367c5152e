package io.tenantry.directory;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every change of a group has in common: what the database refuses, in words. */
final class GroupEdits {
    private GroupEdits() {}

    static <T extends @Nullable Object> T writing(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("groups_by_mail_nickname")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another group has this mail nickname", "mailNickname");
            }
            if (failure.violatesUnique("groups_by_object_id")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another group has this object id", "id");
            }
            if (failure.closesCircle()) {
                throw new Refusal(Refusal.Reason.CONFLICT, "The group would contain itself");
            }
            throw failure;
        }
    }
}
