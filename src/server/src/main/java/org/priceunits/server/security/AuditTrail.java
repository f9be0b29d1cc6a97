package org.priceunits.server.security;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Escapes;
import org.springframework.core.env.Environment;

/**
 * Protects the AuditEvents from changes, and from callers without access to all data, since they
 * reveal what other clients did with which patient. No client writes one through REST (405), with
 * or without a token. If tokens are required, callers who do not see all partitions are refused
 * with 403 wherever an AuditEvent would be revealed: in reads, searches, histories, includes, pages
 * and entries of a batch.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 1)
public final class AuditTrail {
  private static final int FORBIDDEN = 403;

  /** Interactions that cover all types, AuditEvent among them. */
  private static final Set<RestOperationTypeEnum> ALL_TYPES =
      EnumSet.of(RestOperationTypeEnum.SEARCH_SYSTEM, RestOperationTypeEnum.HISTORY_SYSTEM);

  /** {@code _has:AuditEvent:...}, {@code target:AuditEvent.agent}, {@code AuditEvent:patient}. */
  private static final Pattern NAMED = Pattern.compile("\\b" + CommonTypes.AUDIT + "\\b");

  private static final Pattern INCLUDES = Pattern.compile("_(rev)?include(:.*)?");

  private static final Set<TypeRestfulInteraction> WRITES =
      EnumSet.of(
          TypeRestfulInteraction.CREATE,
          TypeRestfulInteraction.UPDATE,
          TypeRestfulInteraction.PATCH,
          TypeRestfulInteraction.DELETE);

  private final Predicate<RequestDetails> readers;
  private final RefusalListener listener;
  private final Chains chains;

  private AuditTrail(Predicate<RequestDetails> readers, RefusalListener listener, Chains chains) {
    this.readers = readers;
    this.listener = listener;
    this.chains = chains;
  }

  /**
   * Returns the rule for a server with these settings. If no token is required, everybody may read.
   */
  static AuditTrail of(
      AccessProperties access,
      Environment environment,
      RefusalListener listener,
      Supplier<ISearchParamRegistry> parameters) {
    Chains chains = new Chains(parameters);
    if (!TokenNeeded.by(environment)) {
      return new AuditTrail(request -> true, listener, chains);
    }
    Set<String> named = Set.copyOf(access.seeingAllPartitions());
    return new AuditTrail(
        request -> Caller.of(request).filter(c -> named.contains(c.clientId())).isPresent(),
        listener,
        chains);
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void beforeHandling(RequestDetails request) {
    boolean audit = CommonTypes.AUDIT.equals(request.getResourceName());
    if (audit && Writes.isWrite(request)) {
      throw unchanged();
    }
    if (audit || ALL_TYPES.contains(request.getRestOperationType()) || asksAbout(request)) {
      checkReader(request);
    }
  }

  /** Returns true if a search chains through AuditEvents, or searches them. */
  private boolean asksAbout(RequestDetails request) {
    @Nullable Map<String, String[]> parameters = request.getParameters();
    String type = request.getResourceName();
    return (parameters != null
            && parameters.entrySet().stream()
                .anyMatch(p -> isAboutAudit(p) || reachesAudit(type, p.getKey())))
        || isConditionAboutAudit(type, request.getHeader(Constants.HEADER_IF_NONE_EXIST))
        || refersByCondition(request.getResource())
        || (request.getResource() instanceof Bundle bundle
            && bundle.getEntry().stream().anyMatch(this::isWriteAboutAudit));
  }

  /**
   * Returns true if a resource, or an entry of a Bundle, refers to AuditEvents by a condition,
   * which the store looks up.
   */
  private boolean refersByCondition(@Nullable IBaseResource resource) {
    if (resource instanceof Bundle bundle) {
      return bundle.getEntry().stream()
          .map(BundleEntryComponent::getResource)
          .anyMatch(this::refersByCondition);
    }
    return resource != null
        && FhirContext.forR4Cached()
            .newTerser()
            .getAllPopulatedChildElementsOfType(resource, Reference.class)
            .stream()
            .map(Reference::getReference)
            .filter(Objects::nonNull)
            .filter(text -> text.indexOf('?') >= 0)
            .anyMatch(text -> isConditionAboutAudit(null, text));
  }

  /**
   * Returns true if a write is conditional on AuditEvents, so that its result would reveal their
   * content.
   */
  private boolean isWriteAboutAudit(BundleEntryComponent entry) {
    BundleEntryRequestComponent said = entry.getRequest();
    String type = entry.hasResource() ? entry.getResource().fhirType() : null;
    return isConditionAboutAudit(type, said.getIfNoneExist())
        || (said.getMethod() != HTTPVerb.GET && isConditionAboutAudit(type, said.getUrl()));
  }

  /**
   * @param type of the resources that the condition is about, if it does not name one itself
   */
  private boolean isConditionAboutAudit(@Nullable String type, @Nullable String condition) {
    if (condition == null || !condition.contains("=")) {
      return false;
    }
    String text = Escapes.decoded(condition);
    int query = text.indexOf('?');
    String named = query > 0 ? text.substring(text.lastIndexOf('/', query) + 1, query) : type;
    return NAMED.matcher(text).find()
        || Stream.of(text.substring(query + 1).split("&"))
            .map(parameter -> parameter.split("=", 2)[0])
            .anyMatch(name -> reachesAudit(named, name));
  }

  private boolean reachesAudit(@Nullable String searched, String parameter) {
    return chains.reached(searched, parameter).contains(CommonTypes.AUDIT);
  }

  private static boolean isAboutAudit(Map.Entry<String, String[]> parameter) {
    Stream<String> told =
        INCLUDES.matcher(parameter.getKey()).matches()
            ? Stream.of(parameter.getValue())
            : Stream.of(parameter.getKey());
    return told.anyMatch(text -> NAMED.matcher(text).find());
  }

  /**
   * Checks resources found without a parameter that names them: by an include of everything, or a
   * page of another caller's search.
   */
  @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
  public void beforeShowing(@Nullable RequestDetails request, IPreResourceShowDetails shown) {
    if (request != null
        && Writes.fromOutside(request)
        && shown.getAllResources().stream().anyMatch(AuditTrail::isAudit)) {
      checkReader(request);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    if (isAudit(resource) && Writes.fromOutside(request)) {
      throw unchanged();
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    created(after, request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
    created(resource, request);
  }

  /** Removes from the CapabilityStatement what is never granted. */
  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void describe(IBaseConformance statement) {
    if (statement instanceof CapabilityStatement capabilities) {
      capabilities.getRest().stream()
          .flatMap(rest -> rest.getResource().stream())
          .filter(resource -> CommonTypes.AUDIT.equals(resource.getType()))
          .forEach(AuditTrail::withoutWrites);
    }
  }

  private static void withoutWrites(CapabilityStatementRestResourceComponent resource) {
    resource.getInteraction().removeIf(interaction -> WRITES.contains(interaction.getCode()));
    resource.setConditionalCreateElement(null);
    resource.setConditionalUpdateElement(null);
    resource.setConditionalDelete(ConditionalDeleteStatus.NOTSUPPORTED);
    resource.setUpdateCreateElement(null);
  }

  private static boolean isAudit(@Nullable IBaseResource resource) {
    return resource != null && CommonTypes.AUDIT.equals(resource.fhirType());
  }

  private void checkReader(RequestDetails request) {
    if (!readers.test(request)) {
      if (request instanceof ServletRequestDetails http) {
        listener.refused(http.getServletRequest(), FORBIDDEN);
      }
      throw new ForbiddenOperationException(
          "AuditEvents tell what all clients did, and this client may not read them. Let the operator name it in "
              + AccessProperties.SEEING_ALL_PARTITIONS
              + ", or ask for other types.");
    }
  }

  private static MethodNotAllowedException unchanged() {
    return new MethodNotAllowedException(
        "The server alone writes AuditEvents, and nobody changes or deletes one. Read or search them, or set price-units.audit.to=log to hand them on.",
        RequestTypeEnum.GET);
  }
}
