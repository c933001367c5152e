package io.tenantry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests whose answers could differ between versions of PostgreSQL. {@code ./tenantry test} runs them once more on the
 * oldest supported version that the machine has installed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("every-postgres")
public @interface EveryPostgres {}
