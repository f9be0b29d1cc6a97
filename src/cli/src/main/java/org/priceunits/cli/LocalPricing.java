package org.priceunits.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeFiles;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.PricedClaims;
import org.priceunits.pricing.SoftwareVersion;
import org.priceunits.pricing.check.CheckUnitsOperation;
import org.priceunits.units.UcumUnits;
import org.priceunits.x12.ToX12Operation;

/** Prices documents in this process, with nothing stored. */
public final class LocalPricing {
  private final InputDocument documents = new InputDocument(FhirContext.forR4Cached());
  private final PricingKnowledge knowledge;
  private final ClaimPricer pricer;

  /**
   * @param folder an operator's reference data beside the shipped one; null for the shipped one
   *     alone
   */
  public LocalPricing(@Nullable Path folder) throws IOException {
    this.knowledge =
        KnowledgeReader.read(new KnowledgeFiles(FhirContext.forR4Cached()).read(folder));
    this.pricer = ClaimPricer.with(knowledge);
  }

  /** The result for one document. */
  public sealed interface Outcome {}

  /**
   * The claims and results of the operation.
   *
   * @param document what was priced, with what it brings along
   */
  record Answered(PricedClaims priced, InputDocument.Read document) implements Outcome {}

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
      InputDocument.Read document = documents.read(file, standardInput);
      return new Answered(pricer.price(inputs.body(document.body())), document);
    } catch (DataFormatException e) {
      return new Unusable("This is no FHIR R4 JSON. " + e.getMessage());
    } catch (CallRefusedException e) {
      return new Unusable(words(e));
    }
  }

  /** Returns the sentences of a refusal. */
  static String words(CallRefusedException refused) {
    return refused.outcome().getIssue().stream()
        .map(issue -> issue.getDetails().getText())
        .collect(Collectors.joining(" "));
  }

  /** Returns the operation that writes claims as X12. */
  ToX12Operation toX12() {
    return new ToX12Operation(() -> knowledge, Clock.systemDefaultZone(), null);
  }

  /** Returns the operation that holds claims against administrations. */
  CheckUnitsOperation checks() {
    return new CheckUnitsOperation(
        new PriceUnitsOperation(
            () -> knowledge,
            new UcumUnits(),
            Clock.systemDefaultZone(),
            null,
            SoftwareVersion.current()));
  }
}
