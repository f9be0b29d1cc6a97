package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.PricedClaims;

/** Prices documents in this process, with nothing stored. */
public final class LocalPricing {
  private final InputDocument documents = new InputDocument(FhirContext.forR4Cached());
  private final ClaimPricer pricer;

  /**
   * @param folder an operator's reference data beside the shipped one; null for the shipped one
   *     alone
   */
  public LocalPricing(@Nullable Path folder) throws IOException {
    this.pricer =
        folder == null ? ClaimPricer.withShippedKnowledge() : ClaimPricer.withKnowledgeIn(folder);
  }

  /** The result for one document. */
  public sealed interface Outcome {}

  /** The claims and results of the operation. */
  public record Answered(PricedClaims priced) implements Outcome {}

  /** Nothing was priced; the sentence says why. */
  public record Unusable(String reason) implements Outcome {}

  /** Returns a sentence for each resource of the reference data that cannot be used. */
  public List<String> leftOut() {
    return pricer.leftOut();
  }

  /**
   * Prices all administrations of one document in one call.
   *
   * @param file a path, or {@code -} for standard input
   * @param inputs further inputs of the operation; the document becomes their body
   */
  public Outcome price(String file, InputStream standardInput, CallInputs inputs)
      throws IOException {
    try {
      return new Answered(pricer.price(inputs.body(documents.read(file, standardInput))));
    } catch (DataFormatException e) {
      return new Unusable("This is no FHIR R4 JSON. " + e.getMessage());
    } catch (CallRefusedException e) {
      return new Unusable(
          e.outcome().getIssue().stream()
              .map(issue -> issue.getDetails().getText())
              .collect(Collectors.joining(" ")));
    }
  }
}
