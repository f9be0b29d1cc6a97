package org.priceunits.server.operation;

import java.util.List;
import org.priceunits.terminology.Knowledge;

/**
 * The plain providers of the terminology operations. HAPI asks the provider first that was
 * registered last.
 */
public final class TerminologyProviders {
  private TerminologyProviders() {}

  /**
   * Interceptors that belong to them: TerminologyCapabilities, and answers that are encoded
   * already.
   */
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
