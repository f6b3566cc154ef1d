package io.waybill.platform.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource class whose operations are used by people with a browser: the caller is known by the cookie of a
 * {@link BrowserSessions browser session}, a caller who is not known is led to the sign-in, and a request that changes
 * something has to come from a page of this very host. Its operations carry {@link Permitted} or {@link Open} as all do.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Browser {}
