package org.priceunits.server.operation;

import java.util.List;
import java.util.function.Supplier;
import org.priceunits.terminology.Terminology;

/**
 * Providers of {@linkplain OwnOperation our operations}: plain objects with methods annotated
 * {@code @Operation}.
 *
 * <p>Every bean of this type is registered after HAPI's providers. HAPI asks the provider
 * registered last first, so ours also replaces a built-in operation of the same name, level and
 * type, such as {@code CodeSystem/$lookup}.
 *
 * @param providers objects with operation methods
 * @param interceptors objects with hooks that belong to those operations
 */
public record OwnProviders(List<Object> providers, List<Object> interceptors) {

  /** Returns the terminology operations, with their part of the server's description. */
  public static OwnProviders ofTerminology(Supplier<Terminology> terminology, Software software) {
    return new OwnProviders(
        List.of(new TerminologyProvider(terminology), new VersionsProvider()),
        List.of(
            new TerminologyCapabilitiesInterceptor(terminology, software),
            new MetadataAnswers(),
            new EncodedAnswerInterceptor(),
            new BatchedOperations()));
  }
}
