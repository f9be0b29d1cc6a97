package org.priceunits.knowledge;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * The parts that a policy can have, with their types. A part by another name is a typing error, and
 * the reference policy's value would silently replace it.
 */
final class PolicyParts {
  private static final Map<String, Class<? extends Type>> PARTS =
      Map.ofEntries(
          Map.entry("citation", StringType.class),
          Map.entry("reference", BooleanType.class),
          Map.entry("payer-identifier", Identifier.class),
          Map.entry("line-form", CodeType.class),
          Map.entry("unclassified-discard-code", CodeType.class),
          Map.entry("discard-note-code", CodeType.class),
          Map.entry("modifier-order", CodeType.class),
          Map.entry("modifier-limit", PositiveIntType.class),
          Map.entry("claim-limit", Money.class),
          Map.entry("default-place-of-service", CodeType.class),
          Map.entry("facility-place-of-service", CodeType.class),
          Map.entry("default-type-of-bill", CodeType.class),
          Map.entry("revenue-code", CodeType.class),
          Map.entry("setting-not-billable", Coding.class),
          Map.entry("ndc-required", BooleanType.class),
          Map.entry("preferred-code", CodeType.class),
          Map.entry("fee-method", CodeType.class),
          Map.entry("fee-percentage", DecimalType.class),
          Map.entry("unit-ceiling", CodeType.class),
          Map.entry("not-published", CodeType.class));

  /** Parts that have parts of their own. */
  private static final Map<String, Map<String, Class<? extends Type>>> NESTED =
      Map.of(
          "discard-rule",
          Map.of(
              "modifier", CodeType.class,
              "states", CodeType.class,
              "requirement", CodeType.class,
              "container", CodeType.class,
              "first-code", CodeType.class,
              "last-code", CodeType.class,
              "valid", Period.class),
          "package-modifiers",
          Map.of("first", CodeType.class, "further", CodeType.class),
          "line-units",
          Map.of("most", PositiveIntType.class, "repeat", CodeType.class, "valid", Period.class));

  private static final Map<String, Set<String>> CODES =
      Map.of(
          "fee-method", Set.of("limit", "percentage", "none"),
          "unit-ceiling", Set.of("applied", "not-applied"));

  private PolicyParts() {}

  /**
   * @throws FaultyPolicyException for the first unknown part
   */
  static void check(Extension policy) {
    for (Extension part : policy.getExtension()) {
      String name = String.valueOf(part.getUrl());
      Map<String, Class<? extends Type>> nested = NESTED.get(name);
      if (nested == null) {
        check(part, name, PARTS);
      } else {
        part.getExtension().forEach(p -> check(p, name + "." + p.getUrl(), nested));
      }
    }
  }

  private static void check(Extension part, String path, Map<String, Class<? extends Type>> known) {
    Class<? extends Type> type = known.get(String.valueOf(part.getUrl()));
    if (type == null) {
      throw new FaultyPolicyException(path, "A policy has no such part.");
    }
    if (!type.isInstance(part.getValue()) || part.getValue().isEmpty()) {
      throw new FaultyPolicyException(path, "Its value is a " + name(type) + ".");
    }
    Set<String> codes = CODES.get(part.getUrl());
    String code = part.getValue().primitiveValue();
    if (codes != null && !codes.contains(code)) {
      throw fault(path, String.valueOf(code));
    }
  }

  private static String name(Class<? extends Type> type) {
    return type.getSimpleName().replace("Type", "");
  }

  /** Returns the constant that a code names, in lower case with hyphens. */
  static <E extends Enum<E>> E constant(Class<E> type, String path, String code) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(code)) {
        return constant;
      }
    }
    throw fault(path, code);
  }

  static FaultyPolicyException fault(String path, String value) {
    return new FaultyPolicyException(path, "Not a value it can have: '" + value + "'.");
  }
}
