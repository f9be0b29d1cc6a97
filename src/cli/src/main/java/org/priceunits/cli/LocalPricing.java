package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeFiles;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.units.UcumUnits;

/** Prices documents in this process with the server's operation, without storing anything. */
public final class LocalPricing {
  private final FhirContext fhir = FhirContext.forR4Cached();
  private final PriceUnitsOperation operation;
  private final List<PricingKnowledge.KnowledgeFault> faults;

  /**
   * @param folder an operator's resources beside those in the jar; null for the jar's alone
   * @param software name and version, for the working of each line
   */
  public LocalPricing(@Nullable Path folder, String software) throws IOException {
    PricingKnowledge knowledge = KnowledgeReader.read(new KnowledgeFiles(fhir).read(folder));
    this.faults = knowledge.faults();
    this.operation =
        new PriceUnitsOperation(
            () -> knowledge, new UcumUnits(), Clock.systemDefaultZone(), null, software);
  }

  /** The result for one document. */
  public sealed interface Outcome {}

  /** The operation's answer; {@code refused} if an administration lacks a line that it needs. */
  public record Answered(Parameters answer) implements Outcome {
    public boolean refused() {
      return answer.getParameter().stream()
          .filter(p -> p.getName().equals("result"))
          .flatMap(p -> p.getPart().stream())
          .anyMatch(p -> p.hasValue() && "refused".equals(p.getValue().primitiveValue()));
    }
  }

  /** Nothing was priced; {@code reason} is a sentence that says why. */
  public record Unusable(String reason) implements Outcome {}

  /** Returns a sentence for each resource left out because it cannot be read. */
  public List<String> leftOut() {
    return faults.stream().map(f -> f.resource() + ", " + f.path() + ": " + f.text()).toList();
  }

  /**
   * Prices all administrations of one document in one call.
   *
   * @param file a path, or {@code -} for standard input
   * @param inputs additional inputs of the operation by name
   */
  public Outcome price(String file, InputStream standardInput, Map<String, String[]> inputs)
      throws IOException {
    try {
      Resource body = new InputDocument(fhir).read(file, standardInput);
      return new Answered(operation.answer(body, inputs, null, ResourceStore.EMPTY));
    } catch (DataFormatException e) {
      return new Unusable("This is no FHIR R4 JSON. " + e.getMessage());
    } catch (CallRefusedException e) {
      return new Unusable(reason(e));
    }
  }

  private static String reason(CallRefusedException e) {
    return e.outcome().getIssue().stream()
        .map(i -> i.getDetails().getText())
        .collect(Collectors.joining(" "));
  }

  /** Writes the answer on one line. */
  public void writeFhir(Parameters answer, PrintWriter out) {
    out.println(fhir.newJsonParser().encodeResourceToString(answer));
  }
}
