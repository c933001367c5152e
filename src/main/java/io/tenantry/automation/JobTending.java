package io.tenantry.automation;

import io.tenantry.automation.internal.TendingRows;
import org.springframework.stereotype.Component;

/** Sees to jobs that nobody is at: those whose time has come, those whose lane got lost, and those that only wait for their parts. */
@Component
public class JobTending {
    private final TendingRows rows;

    JobTending(TendingRows rows) {
        this.rows = rows;
    }

    /** Any node may do it, several at once. */
    public void tend() {
        rows.wakeLanes();
        rows.endParents();
    }
}
