package org.priceunits.operation;

import java.util.List;
import org.priceunits.operation.capabilities.Software;
import org.priceunits.operation.capabilities.TerminologyCapabilitiesInterceptor;
import org.priceunits.operation.expand.ExpandProvider;
import org.priceunits.operation.lookup.LookupProvider;
import org.priceunits.operation.request.BatchedOperations;
import org.priceunits.operation.request.EncodedAnswerInterceptor;
import org.priceunits.operation.subsumes.SubsumesProvider;
import org.priceunits.operation.translate.TranslateProvider;
import org.priceunits.operation.validatecode.BatchValidateCodeProvider;
import org.priceunits.operation.validatecode.CodeSystemValidateCodeProvider;
import org.priceunits.operation.validatecode.ValueSetValidateCodeProvider;
import org.priceunits.operation.versions.VersionsProvider;
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
