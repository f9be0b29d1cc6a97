package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.server.settings.ServerProperties.RequiredOnWrite;

/**
 * Makes the CapabilityStatement list what is served, no more: HAPI lists its own operations too,
 * which {@link OwnOperation} does not have and everybody is refused. The descriptions of search
 * parameters, which are more than half of it, are left to their definitions.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 10)
public final class ServedStatement {
  private static final String SMART =
      "http://terminology.hl7.org/CodeSystem/restful-security-service";

  private static final Map<RequiredOnWrite, String> REQUIRED =
      Map.of(
          RequiredOnWrite.NOTHING,
          "Resources are stored without a check of their required elements.",
          RequiredOnWrite.OWN_PROFILES,
          "A resource that names a profile of this guide is stored only with the elements and"
              + " invariants that this profile requires; others are not checked.",
          RequiredOnWrite.EVERYTHING,
          "A resource is stored only with the elements and invariants that its type and its"
              + " profiles require.");

  private final boolean needsToken;
  private final boolean cors;
  private final RequiredOnWrite required;

  /**
   * @param needsToken true if each request needs an access token
   * @param required of which resources a write must have the required elements
   */
  public ServedStatement(boolean needsToken, boolean cors, RequiredOnWrite required) {
    this.needsToken = needsToken;
    this.cors = cors;
    this.required = required;
  }

  /** Completes what HAPI generated. */
  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void describe(IBaseConformance conformance) {
    if (conformance instanceof CapabilityStatement statement) {
      statement.setId("price-units");
      statement.setText(null);
      statement.setPublisher("price-units");
      statement.setDescription(
          "Turns administered drugs into billable claim lines: HCPCS units, modifiers, NDC and"
              + " price, from dated terminology, policies and fees. Entries of a batch or"
              + " transaction may call the operations. "
              + REQUIRED.get(required)
              + " $validate tells all findings.");
      if (!statement.hasImplementationGuide(Canonicals.GUIDE)) {
        statement.addImplementationGuide(Canonicals.GUIDE);
      }
      statement.getRest().forEach(this::describe);
    }
  }

  private void describe(CapabilityStatementRestComponent rest) {
    keepServed(rest.getOperation(), null);
    for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
      keepServed(resource.getOperation(), resource.getType());
      resource.getSearchParam().forEach(parameter -> parameter.setDocumentation(null));
    }
    rest.getSecurity().setCors(cors);
    if (needsToken) {
      rest.getSecurity().getService().clear();
      rest.getSecurity().addService().addCoding().setSystem(SMART).setCode("SMART-on-FHIR");
      rest.getSecurity()
          .setDescription(
              "SMART: an access token with system scopes for a backend service, or with user scopes"
                  + " for an app that a user opens. .well-known/smart-configuration names the"
                  + " endpoints.");
    } else {
      rest.getSecurity().setDescription("No token is needed on this server.");
    }
  }

  private static void keepServed(
      List<CapabilityStatementRestResourceOperationComponent> operations, @Nullable String type) {
    operations.removeIf(operation -> !OwnOperation.isServed("$" + operation.getName(), type));
  }
}
