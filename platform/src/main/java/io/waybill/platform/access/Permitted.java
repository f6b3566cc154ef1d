package io.waybill.platform.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a caller needs to use an operation: any one of the permissions. Every resource method under {@code /api} and
 * {@code /waybill} carries this or {@link Open}; a test holds that.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Permitted {
    /** Any one of these is enough; none at all means any valid token. */
    Permission[] value();
}
