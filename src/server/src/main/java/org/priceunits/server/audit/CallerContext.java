package org.priceunits.server.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditContextServices;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.server.security.Caller;

/** Tells HAPI's audit who called; a backend service is both client and user. */
final class CallerContext implements IBalpAuditContextServices {
  private static final String CLIENT_IDS = Canonicals.BASE + "/sid/client";
  private static final String WITHOUT_TOKEN = "without access token";

  @Override
  public Reference getAgentClientWho(RequestDetails request) {
    return who(Caller.of(request));
  }

  @Override
  public Reference getAgentUserWho(RequestDetails request) {
    return who(Caller.of(request));
  }

  static Reference who(HttpServletRequest request) {
    return who(Caller.of(request));
  }

  static Reference who(@Nullable String client) {
    return named(Optional.ofNullable(client));
  }

  private static Reference who(Optional<Caller> caller) {
    return named(caller.map(Caller::clientId));
  }

  private static Reference named(Optional<String> client) {
    return client
        .map(id -> new Reference().setIdentifier(id(id)))
        .orElseGet(() -> new Reference().setDisplay(WITHOUT_TOKEN));
  }

  private static Identifier id(String clientId) {
    return new Identifier().setSystem(CLIENT_IDS).setValue(clientId);
  }

  /**
   * Keeps ids relative, so that a record stays correct if the server is reached under another name.
   */
  @Override
  public String massageResourceIdForStorage(
      RequestDetails request, IBaseResource resource, IIdType id) {
    return id.withResourceType(resource.fhirType()).toUnqualifiedVersionless().getValue();
  }
}
