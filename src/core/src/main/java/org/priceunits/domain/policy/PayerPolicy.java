package org.priceunits.domain.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * The rule set of one payer.
 *
 * @param payer its code: medicare
 * @param source canonical address and version of the policy, for the working of each line
 * @param validity dates of service that the rules are for
 * @param discardRules on JW and JZ; of several that fit, the first counts
 * @param lineForm one line or two
 * @param modifierOrder the modifiers that have a place; all others follow as given
 * @param packageModifiers how the lines of several NDCs are told apart; absent where they are not
 * @param modifierLimit how many a line can carry
 * @param claimLimit largest total of a professional claim in USD; absent where there is none
 * @param places where the payer expects which place of service and bill type
 * @param ndcRequired true where a line without an NDC is refused
 * @param preferredCodes which the payer takes where one package has several; empty where it does
 *     not say
 * @param fees which published prices are taken; absent where none is
 * @param unitCeilings true where CMS's medically unlikely edits are applied
 * @param notPublished points on which the payer published nothing and Medicare's reading is taken
 */
public record PayerPolicy(
    String payer,
    String source,
    Validity validity,
    List<DiscardRule> discardRules,
    LineForm lineForm,
    List<Modifier> modifierOrder,
    @Nullable PackageModifiers packageModifiers,
    int modifierLimit,
    @Nullable BigDecimal claimLimit,
    Places places,
    boolean ndcRequired,
    Set<HcpcsCode> preferredCodes,
    @Nullable FeeMethod fees,
    boolean unitCeilings,
    List<String> notPublished) {

  /** How a payer wants discarded drug billed. */
  public enum LineForm {
    /** A line for the dose, and one for what was discarded. */
    ADMINISTERED_AND_DISCARDED,
    /** One line with the units of the containers that were opened. */
    CONTAINERS_ROUNDED_UP
  }

  /**
   * The modifiers of one drug that came from packages of several NDCs.
   *
   * @param first of the lines of the first NDC: KP
   * @param further of the lines of every other: KQ
   */
  public record PackageModifiers(Modifier first, Modifier further) {}

  /**
   * Where services are billed from.
   *
   * @param placeOfService assumed for a professional claim that states none
   * @param facilities places in which the facility bills the drug, not the physician
   * @param typeOfBill assumed for an institutional claim that states none
   * @param revenueCode of drugs on an institutional claim
   * @param settingsNotBillable Encounter classes ({@code system|code}) whose drugs are not billed
   *     by unit (R13)
   */
  public record Places(
      String placeOfService,
      Set<String> facilities,
      String typeOfBill,
      String revenueCode,
      Set<String> settingsNotBillable) {
    public Places {
      facilities = Set.copyOf(facilities);
      settingsNotBillable = Set.copyOf(settingsNotBillable);
    }
  }

  /**
   * Which published prices a payer takes.
   *
   * @param schedule the payer whose schedule it is: medicare
   * @param percentage the part that is paid: 100 for the limit itself
   */
  public record FeeMethod(String schedule, BigDecimal percentage) {}

  public PayerPolicy {
    discardRules = List.copyOf(discardRules);
    modifierOrder = List.copyOf(modifierOrder);
    preferredCodes = Set.copyOf(preferredCodes);
    notPublished = List.copyOf(notPublished);
  }

  /**
   * The modifier to write on a day for what the containers of one kind held; empty where there is
   * none to write.
   */
  public Optional<Modifier> modifierFor(
      DiscardRule.States states, ContainerType container, LocalDate day) {
    for (DiscardRule rule : discardRules) {
      if (rule.states() == states
          && rule.containers().contains(container)
          && rule.validity().on(day)) {
        return rule.requirement() == DiscardRule.Requirement.FORBIDDEN
            ? Optional.empty()
            : Optional.of(rule.modifier());
      }
    }
    return Optional.empty();
  }

  /**
   * True for a modifier that this or any payer's discard rules speak of: the server sets it, never
   * the caller.
   */
  public boolean speaksOfDiscard(Modifier modifier) {
    return discardRules.stream().anyMatch(r -> r.modifier().equals(modifier));
  }

  /** True for a modifier that tells the lines of several NDCs apart: the server sets it. */
  public boolean speaksOfPackages(Modifier modifier) {
    return packageModifiers != null
        && Stream.of(packageModifiers.first(), packageModifiers.further())
            .anyMatch(modifier::equals);
  }
}
