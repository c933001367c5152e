package io.tenantry.signin;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.signin.internal.KeyRing;
import java.util.List;
import org.springframework.stereotype.Component;

/** The keys that sign tokens: the operator can look at them and replace the current one. */
@Component
public class SigningKeys {
    private final KeyRing keys;
    private final Access access;

    SigningKeys(KeyRing keys, Access access) {
        this.keys = keys;
        this.access = access;
    }

    /** The current key first, then those whose tokens may still live. */
    public List<SigningKey> list(Caller caller) {
        requireOperator(caller);
        return keys.list();
    }

    /** Signs with a new key from now on. Tokens signed before hold until they expire. */
    public SigningKey rotate(Caller caller) {
        requireOperator(caller);
        return keys.rotate(caller.actor());
    }

    /** The keys are the installation's, not an organization's. */
    private void requireOperator(Caller caller) {
        Reach reach = access.require(caller, Permission.KEY_WRITE);
        Refusal.unless(
                reach instanceof Reach.Everything,
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permission 'key.write' over all organizations",
                Permission.KEY_WRITE.wireName());
    }
}
