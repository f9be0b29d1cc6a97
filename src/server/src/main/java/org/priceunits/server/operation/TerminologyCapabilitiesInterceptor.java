package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.priceunits.fhir.Canonicals;
import org.priceunits.terminology.Terminology;

/**
 * Answers {@code metadata?mode=terminology} with TerminologyCapabilities, which HAPI's server does
 * not provide, and adds to the CapabilityStatement what HL7's terminology ecosystem requires of a
 * terminology server.
 */
@Interceptor
public final class TerminologyCapabilitiesInterceptor {
  private static final String FEATURE =
      "http://hl7.org/fhir/uv/application-feature/StructureDefinition/feature";
  private static final String SUITE_VERSION =
      "http://hl7.org/fhir/uv/tx-tests/FeatureDefinition/test-version";
  private static final String CODE_SYSTEM_AS_PARAMETER =
      "http://hl7.org/fhir/uv/tx-ecosystem/FeatureDefinition/CodeSystemAsParameter";
  private static final String TERMINOLOGY_SERVER =
      "http://hl7.org/fhir/CapabilityStatement/terminology-server";

  /** The version of HL7's terminology test suite that this server is tested with. */
  private static final String JUDGED_BY = "1.9.0";

  private final Supplier<Terminology> terminology;
  private final Software software;

  public TerminologyCapabilitiesInterceptor(Supplier<Terminology> terminology, Software software) {
    this.terminology = terminology;
    this.software = software;
  }

  /** Returns false, which ends the request, if it has written the response. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public boolean answersTerminologyMode(ServletRequestDetails request) throws IOException {
    String[] mode = request.getParameters().get("mode");
    if (!"metadata".equals(request.getRequestPath())
        || mode == null
        || mode.length != 1
        || !"terminology".equals(mode[0])) {
      return true;
    }
    RestfulServerUtils.streamResponseAsResource(
        request.getServer(),
        TerminologyCapabilitiesPage.of(terminology.get().hosted(), software),
        Set.of(SummaryEnum.FALSE),
        200,
        false,
        request.isRespondGzip(),
        request);
    return false;
  }

  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void describe(IBaseConformance conformance) {
    if (conformance instanceof CapabilityStatement statement
        && !statement.hasInstantiates(TERMINOLOGY_SERVER)) {
      statement.setUrl(Canonicals.BASE + "/CapabilityStatement/price-units");
      statement.setVersion(software.version()).setName("PriceUnits").setTitle("Price Units");
      statement.getSoftware().setName(software.name()).setVersion(software.version());
      if (software.released() != null) {
        statement.getSoftware().setReleaseDate(Date.from(software.released()));
      }
      statement.addInstantiates(TERMINOLOGY_SERVER);
      feature(statement, SUITE_VERSION, JUDGED_BY);
      feature(statement, CODE_SYSTEM_AS_PARAMETER, "true");
    }
  }

  private static void feature(CapabilityStatement statement, String definition, String value) {
    Extension feature = statement.addExtension().setUrl(FEATURE);
    feature.addExtension("definition", new CanonicalType(definition));
    feature.addExtension("value", new CodeType(value));
  }
}
