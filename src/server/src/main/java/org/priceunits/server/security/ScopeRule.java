package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationFlagsEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor.Verdict;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one caller as a HAPI authorization rule. HAPI asks before a request is carried out,
 * before each resource is written, and before each resource is shown; so an {@code _include}, a
 * page and an entry of a batch are checked like a single request. HAPI's own rules have one right
 * to read; a scope distinguishes reading from searching.
 */
final class ScopeRule implements IAuthRule {
  private static final Set<Right> LOOK = Set.of(Right.READ, Right.SEARCH);

  /** A transaction returns its writer's own resources. */
  private static final Set<Right> LOOK_OR_OWN_WRITE =
      Set.of(Right.READ, Right.SEARCH, Right.CREATE, Right.UPDATE);

  private static final Set<BundleType> ANSWERS =
      EnumSet.of(BundleType.SEARCHSET, BundleType.HISTORY);

  private final Caller caller;

  ScopeRule(Caller caller) {
    this.caller = caller;
  }

  @Override
  public String getName() {
    return "scopes of the access token";
  }

  @Override
  public Verdict applyRule(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource input,
      @Nullable IIdType inputId,
      @Nullable IBaseResource output,
      IRuleApplier applier,
      Set<AuthorizationFlagsEnum> flags,
      Pointcut pointcut) {
    boolean allowed;
    if (output != null) {
      allowed = mayShow(operation, request, output);
    } else if (pointcut == Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED) {
      allowed = mayStart(operation, request);
    } else {
      allowed = mayWrite(operation, input);
    }
    return new Verdict(allowed ? PolicyEnum.ALLOW : PolicyEnum.DENY, this);
  }

  private boolean mayStart(RestOperationTypeEnum operation, RequestDetails request) {
    String type = Objects.requireNonNullElse(request.getResourceName(), Scope.ANY_TYPE);
    return switch (operation) {
      case METADATA -> true;
      // Each entry and each resource of the page is checked separately.
      case TRANSACTION, GET_PAGE -> true;
      case READ, VREAD, HISTORY_INSTANCE -> caller.may(Set.of(Right.READ), type);
      case SEARCH_TYPE, HISTORY_TYPE -> caller.may(Set.of(Right.SEARCH), type);
      case SEARCH_SYSTEM, HISTORY_SYSTEM -> caller.may(Set.of(Right.SEARCH), Scope.ANY_TYPE);
      case CREATE -> caller.may(Set.of(Right.CREATE), type);
      case UPDATE, PATCH -> caller.may(Set.of(Right.UPDATE), type);
      case DELETE -> caller.may(Set.of(Right.DELETE), type);
      case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
          mayOperate(request);
      default -> false;
    };
  }

  private boolean mayOperate(RequestDetails request) {
    return ServedOperations.readType(request)
        .map(type -> caller.may(Set.of(Right.READ), type))
        .orElse(true);
  }

  /** A PUT that creates falls under the right to update, as in SMART. */
  private boolean mayWrite(RestOperationTypeEnum operation, @Nullable IBaseResource input) {
    if (input == null) {
      return false;
    }
    return switch (operation) {
      case CREATE -> caller.may(Set.of(Right.CREATE, Right.UPDATE), input.fhirType());
      case UPDATE -> caller.may(Set.of(Right.UPDATE), input.fhirType());
      case DELETE -> caller.may(Set.of(Right.DELETE), input.fhirType());
      default -> false;
    };
  }

  private boolean mayShow(
      RestOperationTypeEnum operation, RequestDetails request, IBaseResource output) {
    String type = output.fhirType();
    return switch (operation) {
      // Resources that an operation reads and returns belong to the right to call it.
      case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
          mayOperate(request);
      case TRANSACTION -> isAnswerOfEntry(output) || caller.may(LOOK_OR_OWN_WRITE, type);
      case READ, VREAD, HISTORY_INSTANCE -> caller.may(Set.of(Right.READ), type);
      default -> caller.may(LOOK, type);
    };
  }

  /**
   * Returns true for the result of a search or operation in a batch; its request was checked
   * before.
   */
  private static boolean isAnswerOfEntry(IBaseResource output) {
    return output instanceof Parameters
        || output instanceof OperationOutcome
        || (output instanceof Bundle bundle && ANSWERS.contains(bundle.getType()));
  }
}
