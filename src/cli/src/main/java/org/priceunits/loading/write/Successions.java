package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.StatedDosage;

/**
 * Finds the successors of ended codes, from the file's cross-references and from additional pairs
 * with a source.
 */
public final class Successions {
  private final Map<String, HcpcsRecord> codes;
  private final Function<String, StatedDosage> dosages;

  /**
   * @param codes the hosted codes, by code
   * @param dosages the dosage of a code
   */
  public Successions(Map<String, HcpcsRecord> codes, Function<String, StatedDosage> dosages) {
    this.codes = Map.copyOf(codes);
    this.dosages = dosages;
  }

  /**
   * Returns the cross-references of every ended code to hosted codes.
   *
   * @param source the source of an ended code's record, as text
   */
  public List<Succession> crossReferenced(Function<String, String> source) {
    List<Succession> successions = new ArrayList<>();
    for (HcpcsRecord ended : codes.values()) {
      ended
          .crossReferences()
          .forEach(
              successor ->
                  of(ended.code(), successor, source.apply(ended.code()))
                      .ifPresent(successions::add));
    }
    return successions;
  }

  /** Returns one succession; empty unless the old code has ended and both are hosted. */
  public Optional<Succession> of(String ended, String successor, String source) {
    HcpcsRecord old = codes.get(ended);
    if (old == null || old.terminated() == null || !codes.containsKey(successor)) {
      return Optional.empty();
    }
    return Optional.of(
        new Succession(
            ended, successor, old.terminated().plusDays(1), ratio(ended, successor), source));
  }

  private Optional<BigDecimal> ratio(String ended, String successor) {
    if (dosages.apply(ended) instanceof StatedDosage.Certain old
        && dosages.apply(successor) instanceof StatedDosage.Certain next
        && old.unit().equals(next.unit())) {
      BigDecimal[] quotient =
          old.value().movePointRight(RATIO_DECIMALS).divideAndRemainder(next.value());
      return quotient[1].signum() == 0
          ? Optional.of(
              new BigDecimal(
                  quotient[0].movePointLeft(RATIO_DECIMALS).stripTrailingZeros().toPlainString()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** CMS makes no ratio that needs more decimals than this. */
  private static final int RATIO_DECIMALS = 6;
}
