package org.priceunits.server.operation;

import java.util.List;
import java.util.function.Supplier;
import org.priceunits.terminology.Terminology;

/**
 * The plain providers of the terminology operations. HAPI asks the provider registered last first.
 */
public final class TerminologyProviders {
  private TerminologyProviders() {}

  /** Returns their interceptors: TerminologyCapabilities, and answers that are already encoded. */
  public static List<Object> interceptors(Supplier<Terminology> terminology, Software software) {
    return List.of(
        new TerminologyCapabilitiesInterceptor(terminology, software),
        new EncodedAnswerInterceptor(),
        new BatchedOperations());
  }

  public static List<Object> of(Supplier<Terminology> terminology) {
    return List.of(
        new LookupProvider(terminology),
        new CodeSystemValidateCodeProvider(terminology),
        new ValueSetValidateCodeProvider(terminology),
        new BatchValidateCodeProvider(terminology),
        new ExpandProvider(terminology),
        new TranslateProvider(terminology),
        new SubsumesProvider(terminology),
        new VersionsProvider());
  }
}
