package org.priceunits.server.operation;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of this server. Access, batches, limits, metrics and audit follow this list: an
 * operation that is missing here is refused for everybody.
 */
public enum OwnOperation {
  PRICE_UNITS(
      Name.PRICE_UNITS, Set.of("MedicationAdministration"), Trait.PRICES, Trait.RUNS_AS_JOB),
  CHECK_UNITS(Name.CHECK_UNITS, Set.of("Claim"), Trait.PRICES),
  TO_X12(Name.TO_X12, Set.of("Claim"), Trait.PRICES),
  LOOKUP(Name.LOOKUP, Set.of("CodeSystem")),
  SUBSUMES(Name.SUBSUMES, Set.of("CodeSystem")),
  VALIDATE_CODE(Name.VALIDATE_CODE, Set.of("CodeSystem", "ValueSet")),
  BATCH_VALIDATE_CODE(Name.BATCH_VALIDATE_CODE, Set.of("CodeSystem", "ValueSet")),
  EXPAND(Name.EXPAND, Set.of("ValueSet")),
  TRANSLATE(Name.TRANSLATE, Set.of("ConceptMap")),
  VALIDATE(Name.VALIDATE, Set.of(), Trait.ON_EVERY_TYPE),
  VERSIONS(Name.VERSIONS, Set.of()),
  BULK_SUBMIT(Name.BULK_SUBMIT, Set.of(), Trait.ALONE),
  BULK_SUBMIT_STATUS(Name.BULK_SUBMIT_STATUS, Set.of(), Trait.ALONE);

  /** The names as they stand in URLs and in the annotations of the providers. */
  public static final class Name {
    public static final String BULK_SUBMIT = "$bulk-submit";
    public static final String BULK_SUBMIT_STATUS = "$bulk-submit-status";
    static final String PRICE_UNITS = "$price-units";
    static final String CHECK_UNITS = "$check-units";
    static final String TO_X12 = "$to-x12";
    static final String LOOKUP = "$lookup";
    static final String SUBSUMES = "$subsumes";
    static final String VALIDATE_CODE = "$validate-code";
    static final String BATCH_VALIDATE_CODE = "$batch-validate-code";
    static final String EXPAND = "$expand";
    static final String TRANSLATE = "$translate";
    static final String VALIDATE = "$validate";
    static final String VERSIONS = "$versions";

    private Name() {}
  }

  private enum Trait {
    /** Calls read patients' records and money: limited, counted and audited as pricings. */
    PRICES,
    /** It has an asynchronous form on its types. */
    RUNS_AS_JOB,
    /** It is called on every type that is served. */
    ON_EVERY_TYPE,
    /** It changes jobs, and is no entry of a batch. */
    ALONE
  }

  private final String name;
  private final Set<String> types;
  private final Set<Trait> traits;

  /**
   * @param types the resource types that it is called on, which a caller must be allowed to read;
   *     none if it is called on the server itself and reveals no resource
   */
  OwnOperation(String name, Set<String> types, Trait... traits) {
    this.name = name;
    this.types = types;
    this.traits = Set.of(traits);
  }

  /** Returns the name with its dollar sign. */
  public String called() {
    return name;
  }

  /** Returns the resource types that it is called on; none for the server itself. */
  Set<String> types() {
    return types;
  }

  /** Returns true if it is called on every type that is served. */
  boolean isOnEveryType() {
    return traits.contains(Trait.ON_EVERY_TYPE);
  }

  /**
   * Returns true if this server has an operation of that name on that type.
   *
   * @param name with its dollar sign
   * @param type null for the server itself
   */
  public static boolean isServed(String name, @Nullable String type) {
    return named(name).anyMatch(own -> own.isCalledOn(type));
  }

  /**
   * Returns true if an entry of a batch or transaction may call an operation of that name.
   *
   * @param name with its dollar sign
   * @param type null for the server itself
   */
  static boolean isServedInBatches(String name, @Nullable String type) {
    return named(name).anyMatch(own -> own.isCalledOn(type) && !own.traits.contains(Trait.ALONE));
  }

  private boolean isCalledOn(@Nullable String type) {
    return type == null
        ? types.isEmpty() && !isOnEveryType()
        : types.contains(type) || isOnEveryType();
  }

  /**
   * Returns true if an operation of that name on that type has an asynchronous form.
   *
   * @param name with its dollar sign
   */
  public static boolean runsAsJob(String name, String type) {
    return named(name)
        .anyMatch(own -> own.traits.contains(Trait.RUNS_AS_JOB) && own.isCalledOn(type));
  }

  /** Returns true for a call of {@code $validate}. */
  public static boolean isValidation(RequestDetails request) {
    return Name.VALIDATE.equals(request.getOperation());
  }

  /** Returns true if a request calls an operation that prices; false for no request. */
  public static boolean isPricing(@Nullable RequestDetails request) {
    return request != null && isPricing(request.getOperation());
  }

  /** Returns true for the name of an operation that prices, with its dollar sign. */
  public static boolean isPricing(@Nullable String name) {
    return named(name).anyMatch(own -> own.traits.contains(Trait.PRICES));
  }

  /** Returns true for the name of an operation that answers from the terminology alone. */
  static boolean isTerminology(@Nullable String name) {
    return named(name).anyMatch(own -> own.traits.isEmpty() && !own.types.isEmpty());
  }

  private static Stream<OwnOperation> named(@Nullable String name) {
    return Stream.of(values()).filter(own -> own.name.equals(name));
  }
}
