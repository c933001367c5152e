package io.tenantry.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which permissions an endpoint asks for, all of them, for readers, the API's documentation and the committed list of routes.
 * The asking itself happens in the domain, through {@link Access}. Without any: whoever is signed in. At a class, it stands for the
 * endpoints that the class inherits.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    Permission[] value();

    /** What else decides, when the body or the target does: {@code user.password.write for a password}. */
    String note() default "";
}
