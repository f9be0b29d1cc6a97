package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.code.Choice;
import org.priceunits.domain.billing.code.IngredientCodes;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug.Ingredient;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Warns of each drug in a mixture that no line bills. A code bills one of them, or all that its
 * description names; the others need records of their own.
 */
final class IngredientNotices {
  private final Catalogs catalogs;
  private final IngredientCodes codes;
  private final Map<Integer, Administration> mixtures;

  /**
   * @param administrations those of the request
   */
  IngredientNotices(Catalogs catalogs, List<Administration> administrations) {
    this.catalogs = catalogs;
    this.codes = new IngredientCodes(catalogs);
    this.mixtures =
        administrations.stream()
            .filter(a -> a.drug().ingredients().size() > 1)
            .collect(Collectors.toMap(Administration::index, a -> a));
  }

  private record Day(String patient, LocalDate date) {}

  /** Returns the results of the request with the warnings. */
  List<GroupResult> with(List<GroupResult> results) {
    if (mixtures.isEmpty()) {
      return results;
    }
    Map<Day, Set<HcpcsCode>> billed = new HashMap<>();
    for (GroupResult result : results) {
      if (result instanceof Priced priced) {
        billed.computeIfAbsent(day(priced.first()), day -> new HashSet<>()).addAll(codes(priced));
      }
    }
    return results.stream().map(result -> with(result, billed)).toList();
  }

  private GroupResult with(GroupResult result, Map<Day, Set<HcpcsCode>> billed) {
    if (!(result instanceof Priced priced) || codes(priced).stream().anyMatch(this::isOfAnyDrug)) {
      return result;
    }
    List<Issue> issues = new ArrayList<>(0);
    for (int index : priced.administrations()) {
      Administration mixture = mixtures.get(index);
      if (mixture != null) {
        Set<HcpcsCode> ofDay = billed.getOrDefault(day(mixture), Set.of());
        mixture.drug().ingredients().stream()
            .filter(each -> !codes.bill(each, ofDay, mixture.day().date()))
            .forEach(each -> issues.add(notBilled(mixture, each, priced)));
      }
    }
    return issues.isEmpty() ? priced : priced.with(issues);
  }

  private static Day day(Administration a) {
    return new Day(a.patient(), a.day().date());
  }

  private static Set<HcpcsCode> codes(Priced priced) {
    return priced.lines().stream().map(ServiceLine::code).collect(Collectors.toSet());
  }

  /** One unit of such a code stands for all that was given. */
  private boolean isOfAnyDrug(HcpcsCode code) {
    return catalogs.codes().code(code).filter(DrugCode::unclassified).isPresent();
  }

  private static Issue notBilled(Administration mixture, Ingredient ingredient, Priced priced) {
    return Issue.of(
        IssueCode.INGREDIENT_NOT_BILLED,
        mixture.index(),
        Element.MEDICATION,
        "The mixture also contains %s, which no line bills: %s is not known to stand for it. Send a"
            + " record of its own with its dose and its code, if it is billed.",
        ingredient.name().isEmpty() ? "an active ingredient without a name" : ingredient.name(),
        Choice.shown(List.copyOf(codes(priced))));
  }
}
