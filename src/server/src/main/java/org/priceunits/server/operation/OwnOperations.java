package org.priceunits.server.operation;

import java.util.List;

/**
 * Operations of this project, as plain objects with methods annotated {@code @Operation}.
 *
 * <p>Every bean of this type is registered after HAPI's providers. HAPI asks the provider
 * registered last first, so ours also replaces a built-in operation of the same name, level and
 * type, such as {@code CodeSystem/$lookup}.
 *
 * @param providers objects with operation methods
 * @param interceptors objects with hooks that belong to those operations
 */
public record OwnOperations(List<Object> providers, List<Object> interceptors) {}
