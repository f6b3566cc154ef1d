package io.waybill.platform.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record of a request body whose schema says {@code additionalProperties: false}: a field it does not know is
 * answered with 400. Everywhere else unknown fields are ignored.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ClosedSchema {}
