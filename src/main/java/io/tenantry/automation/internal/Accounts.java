package io.tenantry.automation.internal;

import io.tenantry.directory.AccountProviders;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.Users;
import org.springframework.stereotype.Component;

/** People: how to change them, how to find them, and whether they live elsewhere. */
@Component
record Accounts(UserChanges changes, Users users, AccountProviders providers) {}
