package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue.Candidate;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;

/** Describes the codes that a caller must choose from, with what tells them apart. */
final class Candidates {
  private static final List<String> ANOTHER_DRUG = List.of("drug");

  private final Catalogs catalogs;

  Candidates(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  List<Candidate> of(Collection<HcpcsCode> codes, LocalDate day) {
    List<String> deciding = deciding(codes);
    List<Candidate> candidates = new ArrayList<>(codes.size());
    for (HcpcsCode code : codes) {
      candidates.add(
          new Candidate(
              code,
              catalogs.codes().description(code),
              catalogs.products().billedWith(code, day).stream()
                  .map(DrugProduct::brand)
                  .distinct()
                  .sorted()
                  .toList(),
              deciding));
    }
    return candidates;
  }

  /** Returns what some of the descriptions say and others do not. */
  private List<String> deciding(Collection<HcpcsCode> codes) {
    List<Set<String>> traits = codes.stream().map(catalogs.codes()::traits).toList();
    Set<String> differing = new TreeSet<>();
    for (Set<String> all : traits) {
      for (String trait : all) {
        if (!traits.stream().allMatch(other -> other.contains(trait))) {
          differing.add(trait.substring(0, trait.indexOf(' ')));
        }
      }
    }
    return differing.isEmpty() ? ANOTHER_DRUG : List.copyOf(differing);
  }
}
