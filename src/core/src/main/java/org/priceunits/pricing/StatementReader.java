package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.read.Statement;
import org.priceunits.pricing.read.Statement.StatedCode;
import org.priceunits.pricing.read.Statement.StatedContainer;

/**
 * Reads the parameter {@code statement}: the caller's statements about one administration beside
 * its record.
 */
final class StatementReader {
  /** The parts that may be sent several times. */
  private static final Set<String> REPEATED = Set.of("container", "modifier");

  private final String path;
  private final List<StatedContainer> containers = new ArrayList<>();
  private final List<String> modifiers = new ArrayList<>();
  private @Nullable Reference administration;
  private @Nullable Quantity discarded;
  private @Nullable String distinct;
  private @Nullable StatedCode billingCode;

  StatementReader(String path) {
    this.path = path;
  }

  Statement read(ParametersParameterComponent parameter) {
    Set<String> once = new HashSet<>();
    for (int i = 0; i < parameter.getPart().size(); i++) {
      ParametersParameterComponent part = parameter.getPart().get(i);
      String at = path + ".part[" + i + "]";
      if (!REPEATED.contains(String.valueOf(part.getName()))) {
        once("statement", part, at, once);
      }
      switch (String.valueOf(part.getName())) {
        case "administration" -> administration = CallParameters.value(part, Reference.class, at);
        case "discarded" -> discarded = CallParameters.value(part, Quantity.class, at);
        case "container" -> containers.add(container(part, at));
        case "modifier" -> modifiers.add(CallParameters.text(part, at));
        case "distinct" -> distinct = CallParameters.text(part, at);
        case "billingCode" -> billingCode = new StatedCode(at, CallParameters.hcpcs(part));
        default -> throw CallParameters.unknownOrEmpty("statement." + part.getName(), at);
      }
    }
    return new Statement(
        path, administration, discarded, containers, modifiers, distinct, billingCode);
  }

  /** Refuses a part that is sent twice: which of the two is right is not known. */
  private static void once(
      String whole, ParametersParameterComponent part, String path, Set<String> seen) {
    String name = String.valueOf(part.getName());
    if (!seen.add(name)) {
      throw CallRefusedException.notUsable(
          IssueCode.PARAMETER_NOT_VALID,
          path,
          "%s.%s is sent twice in one %s. Send the right one."
              .formatted(whole, name.length() > 40 ? name.substring(0, 40) : name, whole));
    }
  }

  private static StatedContainer container(ParametersParameterComponent parameter, String path) {
    String ndc = null;
    Quantity size = null;
    Integer count = null;
    String kind = null;
    boolean shared = false;
    Set<String> once = new HashSet<>();
    for (int i = 0; i < parameter.getPart().size(); i++) {
      ParametersParameterComponent part = parameter.getPart().get(i);
      String at = path + ".part[" + i + "]";
      once("container", part, at, once);
      switch (String.valueOf(part.getName())) {
        case "ndc" -> ndc = CallParameters.text(part, at);
        case "size" -> size = CallParameters.value(part, Quantity.class, at);
        case "count" -> count = CallParameters.value(part, IntegerType.class, at).getValue();
        case "kind" -> kind = CallParameters.text(part, at);
        case "shared" -> shared = CallParameters.value(part, BooleanType.class, at).booleanValue();
        default -> throw CallParameters.unknownOrEmpty("container." + part.getName(), at);
      }
    }
    return new StatedContainer(path, ndc, size, count, kind, shared);
  }
}
