package org.priceunits.domain.billing.group;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Modifier;

/**
 * The key that pools administrations: one patient, day, code and stated biller, with no distinct
 * service between them. Two nurses do not make two groups (R15). Administrations whose lines have
 * different modifiers do not pool, because a modifier speaks of all units of its line: an eye, or a
 * drug acquired under 340B. Nor do those of a setting in which drugs are not billed by unit pool
 * with others.
 *
 * @param modifiers those stated of the administration and those of the call, in any order
 * @param billable false for a setting in which the payer takes no drugs by unit, such as an
 *     inpatient stay
 */
record GroupKey(
    String patient,
    LocalDate date,
    String code,
    @Nullable Modifier distinct,
    Set<Modifier> modifiers,
    String biller,
    boolean billable,
    String drug) {
  static GroupKey of(Administration a, Chosen chosen, PayerPolicy policy, List<Modifier> ofCall) {
    String setting = a.setting().encounterClass();
    Set<Modifier> modifiers = new HashSet<>(a.modifiers());
    modifiers.addAll(ofCall);
    return new GroupKey(
        a.patient(),
        a.day().date(),
        chosen.code().code().value(),
        a.distinct(),
        modifiers,
        a.setting().biller(),
        setting == null || !policy.places().settingsNotBillable().contains(setting),
        chosen.code().unclassified() ? UnclassifiedDrug.key(a, chosen.amounts().units()) : "");
  }

  /** Returns what the same service has in common on all days. */
  GroupKey onAnyDay() {
    return new GroupKey(patient, LocalDate.MIN, code, distinct, modifiers, biller, billable, drug);
  }
}
