package io.tenantry.automation.internal;

import io.tenantry.automation.AutomationSettings;
import org.springframework.stereotype.Component;

/** Where jobs are kept, and by which settings they are worked on. */
@Component
record JobTables(
        JobRows jobs,
        LaneRows lanes,
        StepRows steps,
        TargetRows targets,
        ScheduledJobs scheduled,
        JobCounts counts,
        AutomationSettings settings) {}
