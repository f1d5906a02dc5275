package org.broadsheet.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that a call of this resource method needs. Without a credential it is answered 401, with one that lacks
 * the scope 403. Under {@code /v1/editorial} and {@code /v1/partners} every method has to have one, else it refuses everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Scope value();
}
