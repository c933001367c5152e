package io.tenantry.automation.internal;

import org.springframework.stereotype.Component;

/** Steps on people, their groups and their licences. */
@Component
record LocalSteps(PersonSteps people, MembershipSteps memberships, GroupSteps groups, LicenseSteps licenses) {}
