package io.tenantry.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write that an {@code Idempotency-Key} does not apply to: it signs somebody in, or gives out or takes a password, token or
 * secret. Each such request is carried out anew, because its answer must not be kept.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithoutIdempotencyKey {}
