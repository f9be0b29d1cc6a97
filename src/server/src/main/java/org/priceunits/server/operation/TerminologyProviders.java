package org.priceunits.server.operation;

import java.util.List;
import org.priceunits.terminology.Knowledge;

/**
 * The plain providers of the terminology operations. HAPI asks the provider registered last first.
 */
public final class TerminologyProviders {
  private TerminologyProviders() {}

  /** Returns their interceptors: TerminologyCapabilities, and answers that are already encoded. */
  public static List<Object> interceptors(Knowledge knowledge, Software software) {
    return List.of(
        new TerminologyCapabilitiesInterceptor(knowledge, software),
        new EncodedAnswerInterceptor(),
        new BatchedOperations());
  }

  public static List<Object> of(Knowledge knowledge) {
    return List.of(
        new LookupProvider(knowledge),
        new CodeSystemValidateCodeProvider(knowledge),
        new ValueSetValidateCodeProvider(knowledge),
        new BatchValidateCodeProvider(knowledge),
        new ExpandProvider(knowledge),
        new TranslateProvider(knowledge),
        new SubsumesProvider(knowledge),
        new VersionsProvider());
  }
}
