package io.tenantry.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler takes and gives where its signature cannot say so, for the API's documentation. Things are named as in
 * {@link Surface#things()}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Exchanges {
    /** The thing in the request's body. */
    String takes() default "";

    /** Whether the body is a list of such things. */
    boolean takesSeveral() default false;

    /** The thing in the answer, or each item of it where the answer is a list. */
    String gives() default "";

    /** Likewise, where it is a Java type. */
    Class<?> givesType() default Void.class;

    /** Media types of the file in the request's body. */
    String[] takesFile() default {};

    /** Media types of the file in the answer. */
    String[] givesFile() default {};

    /** The status of success, where it is not 200 and the handler sets it itself. */
    int status() default 0;

    /** Another status of success, without a body, for what was so already. */
    int also() default 0;

    /** Query parameters beyond those that every list takes: {@code name: what it does}. */
    String[] options() default {};
}
