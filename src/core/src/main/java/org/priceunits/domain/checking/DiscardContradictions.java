package org.priceunits.domain.checking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.policy.DiscardRule;
import org.priceunits.domain.policy.DiscardRule.States;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Modifier;

/**
 * Reports what a claim says of discarded drug against itself, whatever the record says: discarded
 * and none discarded at once, or what was left of a drug whose dose no line bills (R2).
 */
final class DiscardContradictions {
  private final List<BilledLine> lines;
  private final Function<LocalDate, Optional<PayerPolicy>> policies;

  /**
   * @param lines all lines of the claim
   * @param policies the payer's rules of a day
   */
  DiscardContradictions(
      List<BilledLine> lines, Function<LocalDate, Optional<PayerPolicy>> policies) {
    this.lines = lines;
    this.policies = policies;
  }

  /**
   * Returns what contradicts itself on days of which the record shows no error: there, to correct
   * the lines by the record corrects this too.
   *
   * @param known the differences from the record
   */
  List<Difference> differences(List<Difference> known) {
    List<Difference> errors = known.stream().filter(Difference::isError).toList();
    if (errors.stream().anyMatch(error -> error.place().items().isEmpty())) {
      return List.of();
    }
    Set<Integer> items =
        errors.stream().flatMap(e -> e.place().items().stream()).collect(Collectors.toSet());
    Set<LocalDate> days =
        lines.stream()
            .filter(line -> items.contains(line.item()))
            .map(BilledLine::date)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<Difference> found = new ArrayList<>(0);
    for (BilledLine line : lines) {
      LocalDate day = line.date();
      if (day != null && !days.contains(day)) {
        policies
            .apply(day)
            .flatMap(policy -> fault(line, policy).map(text -> difference(line, text, policy)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<String> fault(BilledLine line, PayerPolicy policy) {
    Optional<Modifier> discarded = stated(line, States.DISCARDED, policy);
    if (discarded.isEmpty()) {
      return Optional.empty();
    }
    Optional<Modifier> none = stated(line, States.NONE_DISCARDED, policy);
    if (none.isPresent()) {
      return Optional.of(
          "The line has %s for discarded drug and %s for none. Leave out the one that is not so."
              .formatted(discarded.get(), none.get()));
    }
    List<BilledLine> administered =
        lines.stream()
            .filter(other -> sameDrug(line, other))
            .filter(other -> stated(other, States.DISCARDED, policy).isEmpty())
            .toList();
    if (administered.isEmpty()) {
      return Optional.of(
          "%s bills discarded drug, and no line bills what was given of %s on that day. Bill the dose on a line of its own."
              .formatted(discarded.get(), line.code()));
    }
    return administered.stream()
        .filter(other -> sameService(line, other, policy))
        .flatMap(
            other ->
                stated(other, States.NONE_DISCARDED, policy)
                    .map(
                        modifier ->
                            "The line has %s for discarded drug, and line %d of the same drug has %s for none. Correct one of them."
                                .formatted(discarded.get(), other.item() + 1, modifier))
                    .stream())
        .findFirst();
  }

  private static boolean sameDrug(BilledLine line, BilledLine other) {
    return line.code().equals(other.code()) && Objects.equals(line.date(), other.date());
  }

  /** Lines of another package, place or distinct service are attested by themselves. */
  private static boolean sameService(BilledLine line, BilledLine other, PayerPolicy policy) {
    return Objects.equals(line.ndc(), other.ndc())
        && line.setting().equals(other.setting())
        && beside(line, policy).equals(beside(other, policy));
  }

  private static Set<String> beside(BilledLine line, PayerPolicy policy) {
    return Repeat.without(line.modifiers()).stream()
        .filter(text -> Modifier.of(text).filter(policy::speaksOfDiscard).isEmpty())
        .collect(Collectors.toSet());
  }

  private static Optional<Modifier> stated(BilledLine line, States states, PayerPolicy policy) {
    return policy.discardRules().stream()
        .filter(rule -> rule.states() == states)
        .map(DiscardRule::modifier)
        .filter(line.readable()::contains)
        .findFirst();
  }

  private static Difference difference(BilledLine line, String text, PayerPolicy policy) {
    return new Difference(
        IssueCode.DISCARD_MODIFIER_NOT_ALLOWED,
        text,
        new Place(List.of(line.item()), Part.MODIFIER, List.of()),
        "",
        String.join(" ", line.modifiers()),
        null,
        new Ground(Kind.POLICY, BillingRule.DISCARD_ON_OWN_LINE, policy.source()));
  }
}
