package org.priceunits.server.knowledge;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.util.HapiExtensions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.SearchParameter;
import org.jspecify.annotations.Nullable;

/**
 * Protects the shipped search parameters on which the server itself relies, one of which ensures
 * that a dose is billed once. Refuses with 403 for every caller: deleting them, changing what they
 * index, and creating another one that would replace them, which in HAPI is any with the same URL,
 * or with the same code on the same type, even if retired. Their description may be edited.
 */
public final class SearchParameterGuard {
  /** The elements that determine what is indexed, and how. */
  private static final List<String> MEANING =
      List.of(
          "url",
          "status",
          "code",
          "base",
          "type",
          "expression",
          "target",
          "component",
          "extension",
          "modifierExtension");

  /** FHIR's own parameters that the server searches by, or that a unique index uses. */
  private static final Map<String, String> BUILT_IN =
      Map.of(
          "Claim", Claim.SP_USE,
          "MedicationAdministration", MedicationAdministration.SP_EFFECTIVE_TIME);

  private static final Set<String> EVERY_TYPE = Set.of("Resource", "DomainResource");

  private final Map<String, SearchParameter> shipped = new HashMap<>();
  private final Map<String, Set<String>> typesOfCode = new HashMap<>();
  private final Set<String> urls = new HashSet<>();

  /**
   * @param shipped the search parameters in the jar
   */
  SearchParameterGuard(Collection<SearchParameter> shipped, FhirContext fhir) {
    for (SearchParameter parameter : shipped) {
      this.shipped.put(parameter.getIdElement().getIdPart(), parameter);
      urls.add(parameter.getUrl());
      bases(parameter).forEach(base -> rely(base, parameter.getCode()));
    }
    BUILT_IN.forEach(
        (type, code) -> {
          rely(type, code);
          urls.add(fhir.getResourceDefinition(type).getSearchParam(code).getUri());
        });
  }

  private void rely(String type, String code) {
    typesOfCode.computeIfAbsent(code, c -> new HashSet<>()).add(type);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    if (resource instanceof SearchParameter parameter && isFromOutside(request)) {
      SearchParameter ours = shipped(parameter);
      if (ours == null ? takesThePlaceOfOurs(parameter) : !meansTheSame(parameter, ours)) {
        throw refusal(
            ours == null ? "take the place of one of them" : "change what it indexes", parameter);
      }
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    created(after, request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
    if (resource instanceof SearchParameter parameter
        && isFromOutside(request)
        && shipped(parameter) != null) {
      throw refusal("delete it", parameter);
    }
  }

  private static boolean isFromOutside(@Nullable RequestDetails request) {
    return !(request instanceof SystemRequestDetails);
  }

  private @Nullable SearchParameter shipped(SearchParameter parameter) {
    return shipped.get(parameter.getIdElement().getIdPart());
  }

  private boolean takesThePlaceOfOurs(SearchParameter parameter) {
    Set<String> types = typesOfCode.getOrDefault(parameter.getCode(), Set.of());
    return urls.contains(parameter.getUrl())
        || bases(parameter).stream()
            .anyMatch(
                base -> types.contains(base) || (!types.isEmpty() && EVERY_TYPE.contains(base)));
  }

  static boolean meansTheSame(SearchParameter one, SearchParameter other) {
    return MEANING.stream()
        .allMatch(name -> Base.compareDeep(values(one, name), values(other, name), true));
  }

  private static List<Base> values(SearchParameter parameter, String name) {
    return parameter.getNamedProperty(name).getValues();
  }

  /**
   * Returns the base types, including those of HAPI's extension for types that FHIR does not
   * define.
   */
  private static List<String> bases(SearchParameter parameter) {
    return Stream.concat(
            parameter.getBase().stream().map(PrimitiveType::asStringValue),
            parameter
                .getExtensionsByUrl(HapiExtensions.EXTENSION_SEARCHPARAM_CUSTOM_BASE_RESOURCE)
                .stream()
                .map(extension -> extension.getValue())
                .filter(Objects::nonNull)
                .map(Base::primitiveValue))
        .filter(Objects::nonNull)
        .toList();
  }

  private static ForbiddenOperationException refusal(String deed, SearchParameter parameter) {
    return new ForbiddenOperationException(
        "The server relies on its own search parameters, among them the one that lets a dose be billed once, and nobody may %s: %s. Use a URL and a code of your own."
            .formatted(deed, Objects.requireNonNullElse(parameter.getUrl(), parameter.getCode())));
  }
}
