package org.priceunits.loading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.write.PackageCode;
import org.priceunits.loading.write.PackageCodeMapWriter;
import org.priceunits.loading.write.PackageCodes;

/** Updates the pairs of package and code that a target already holds from a quarter's crosswalk. */
final class HeldPairs {
  private final Map<String, PackageCode> pairs = new LinkedHashMap<>();
  private final List<PackageCode> furtherPeriods = new ArrayList<>();
  private final HeldProducts products;
  private final Map<String, HcpcsRecord> codes;

  HeldPairs(List<ConceptMap> maps, HeldProducts products, Map<String, HcpcsRecord> codes) {
    this.products = products;
    this.codes = codes;
    maps.stream()
        .filter(map -> map.getIdPart().equals(PackageCodeMapWriter.ID))
        .flatMap(map -> map.getGroupFirstRep().getElement().stream())
        .forEach(this::hold);
  }

  /**
   * Returns all pairs after the quarter's crosswalk. A pair of a code whose packages the target did
   * not know starts with its code, and a pair of a known code with the quarter. Regardless of the
   * order in which quarters are loaded, a pair continues while the newest crosswalk names it;
   * otherwise it ended with the last quarter that did. If a later crosswalk names it again it
   * continues, since a crosswalk that left it out does not prove that it could not be billed. Pairs
   * maintained or ended by hand stay as they are, and so do the second and further periods of a
   * pair, which no crosswalk creates.
   */
  List<PackageCode> after(List<PackageRow> rows, Quarter quarter) {
    boolean older = newest().filter(other -> other.compareTo(quarter) > 0).isPresent();
    Set<String> knownCodes =
        pairs.values().stream().map(PackageCode::code).collect(Collectors.toSet());
    Map<String, PackageCode> after = new LinkedHashMap<>(pairs);
    Set<String> named = new HashSet<>();
    for (PackageCode row : new PackageCodes(codes).of(rows)) {
      PackageCode pair = older ? endingWith(row, quarter) : row;
      PackageCode known = pairs.get(key(pair));
      named.add(key(pair));
      if (known != null) {
        after.put(key(pair), namedAgain(known, pair, quarter));
      } else if (!isKeptByHand(pair)) {
        after.put(key(pair), knownCodes.contains(pair.code()) ? startingWith(pair, quarter) : pair);
      }
    }
    pairs.forEach(
        (key, pair) -> {
          Quarter last = pair.lastNamed();
          if (!named.contains(key)
              && pair.to() == null
              && last != null
              && last.compareTo(quarter) < 0) {
            after.put(key, endingWith(pair, last));
          }
        });
    List<PackageCode> all = new ArrayList<>(after.values());
    all.addAll(furtherPeriods);
    return all;
  }

  /**
   * Returns all pairs after those of a map that was made of several crosswalks. Of a pair that both
   * have, the newer quarter says how long it holds. A pair that the target does not have ended with
   * its last quarter if a later crosswalk names packages of its code.
   */
  List<PackageCode> joined(ConceptMap made) {
    Map<String, PackageCode> after = new LinkedHashMap<>(pairs);
    Map<String, Quarter> newestOfCode = new HashMap<>();
    for (PackageCode pair : pairs.values()) {
      if (pair.lastNamed() != null) {
        newestOfCode.merge(
            pair.code(), pair.lastNamed(), (one, other) -> one.compareTo(other) > 0 ? one : other);
      }
    }
    for (PackageCode pair : new HeldPairs(List.of(made), products, codes).pairs.values()) {
      PackageCode known = pairs.get(key(pair));
      Quarter last = Objects.requireNonNull(pair.lastNamed());
      if (known != null) {
        after.put(key(pair), startingNoLater(namedAgain(known, pair, last), pair.from()));
      } else if (!isKeptByHand(pair)) {
        Quarter newest = newestOfCode.get(pair.code());
        boolean left = newest != null && newest.compareTo(last) > 0;
        after.put(key(pair), left ? endingWith(pair, last) : pair);
      }
    }
    List<PackageCode> all = new ArrayList<>(after.values());
    all.addAll(furtherPeriods);
    return all;
  }

  /** Returns the newest quarter whose crosswalk was read; empty if there is none. */
  private Optional<Quarter> newest() {
    return pairs.values().stream()
        .map(PackageCode::lastNamed)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }

  private boolean isKeptByHand(PackageCode pair) {
    String ndc = pair.ndc().value();
    return products.knows(ndc) && products.lastNamed(ndc).isEmpty();
  }

  /**
   * @param named the same pair as given by the quarter's crosswalk alone
   */
  private static PackageCode namedAgain(PackageCode known, PackageCode named, Quarter quarter) {
    Quarter last = known.lastNamed();
    if (last == null) {
      return known;
    }
    if (quarter.compareTo(last) > 0) {
      // Only an end caused by leaving the crosswalks is undone by a return.
      LocalDate to = last.lastDay().equals(known.to()) ? named.to() : known.to();
      return new PackageCode(known.ndc(), known.code(), known.from(), to, quarter);
    }
    LocalDate since = startingWith(named, quarter).from();
    LocalDate from =
        known.from() != null && since != null && since.isBefore(known.from())
            ? since
            : known.from();
    return new PackageCode(known.ndc(), known.code(), from, known.to(), last);
  }

  /** Several crosswalks know since when a pair is named; one that is kept by hand stays. */
  private static PackageCode startingNoLater(PackageCode pair, @Nullable LocalDate first) {
    LocalDate from = pair.from();
    return pair.lastNamed() == null || from == null || first == null || !first.isBefore(from)
        ? pair
        : new PackageCode(pair.ndc(), pair.code(), first, pair.to(), pair.lastNamed());
  }

  private static PackageCode endingWith(PackageCode pair, Quarter quarter) {
    LocalDate last = quarter.lastDay();
    LocalDate to = pair.to() == null || pair.to().isAfter(last) ? last : pair.to();
    return new PackageCode(pair.ndc(), pair.code(), pair.from(), to, pair.lastNamed());
  }

  private static PackageCode startingWith(PackageCode pair, Quarter quarter) {
    LocalDate first = quarter.firstDay();
    LocalDate from = pair.from() == null || pair.from().isBefore(first) ? first : pair.from();
    return new PackageCode(pair.ndc(), pair.code(), from, pair.to(), pair.lastNamed());
  }

  private void hold(SourceElementComponent element) {
    for (TargetElementComponent target : element.getTarget()) {
      Extension valid = target.getExtensionByUrl(Canonicals.extension("valid"));
      Period period = valid == null ? new Period() : (Period) valid.getValue();
      PackageCode pair =
          new PackageCode(
              new Ndc(element.getCode()),
              target.getCode(),
              day(period.getStartElement().getValueAsString()),
              day(period.getEndElement().getValueAsString()),
              lastNamed(target));
      if (pairs.putIfAbsent(key(pair), pair) != null) {
        furtherPeriods.add(pair);
      }
    }
  }

  private static @Nullable Quarter lastNamed(TargetElementComponent target) {
    Extension quarter = target.getExtensionByUrl(PackageCodeMapWriter.LAST_NAMED);
    return quarter == null ? null : Quarter.of(quarter.getValue().primitiveValue()).orElse(null);
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static String key(PackageCode pair) {
    return pair.ndc() + " " + pair.code();
  }
}
