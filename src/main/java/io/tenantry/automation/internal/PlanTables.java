package io.tenantry.automation.internal;

import org.springframework.stereotype.Component;

/** Where plans, their blocks and their input are kept. */
@Component
record PlanTables(PlanRows plans, BlockCatalogue catalogue, JobRows jobs) {}
