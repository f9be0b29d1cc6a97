package org.priceunits.cli.load;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.priceunits.cms.HcpcsRecord;
import org.priceunits.cms.PackageRow;
import org.priceunits.cms.Quarter;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.out.PackageCode;
import org.priceunits.fhir.out.PackageCodeMapWriter;
import org.priceunits.fhir.out.PackageCodes;

/**
 * The pairs of package and code that a target already holds, and what a quarter's crosswalk makes
 * of them.
 */
final class HeldPairs {
  private final Map<String, PackageCode> pairs = new LinkedHashMap<>();
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
   * All pairs after the quarter's crosswalk. A pair of a code whose packages the target did not
   * know starts with its code, one of a known code with the quarter. A pair that the crosswalk no
   * longer names ended with the last quarter that did; where a later one names it again it goes on,
   * since a crosswalk that left it out is no proof that it could not be billed. Of a quarter that
   * is older than what the target knows of a code, the pairs that it does not have ended with that
   * quarter, and those that it has cover its days; nothing ends.
   */
  List<PackageCode> after(List<PackageRow> rows, Quarter quarter) {
    Map<String, Quarter> lastOfCode = lastOfCodes();
    Set<String> knownCodes =
        pairs.values().stream().map(PackageCode::code).collect(Collectors.toSet());
    Map<String, PackageCode> after = new LinkedHashMap<>(pairs);
    Set<String> named = new HashSet<>();
    for (PackageCode pair : new PackageCodes(codes).of(rows)) {
      named.add(key(pair));
      PackageCode known = pairs.get(key(pair));
      Quarter last = lastOfCode.get(pair.code());
      Optional<Quarter> lastOfNdc = products.lastNamed(pair.ndc().value());
      boolean older =
          last != null && last.compareTo(quarter) > 0
              || lastOfNdc.filter(other -> other.compareTo(quarter) > 0).isPresent();
      boolean keptByHand = products.knows(pair.ndc().value()) && lastOfNdc.isEmpty();
      if (known == null && !keptByHand) {
        PackageCode dated = knownCodes.contains(pair.code()) ? startingWith(pair, quarter) : pair;
        after.put(key(pair), older ? endingWith(dated, quarter) : dated);
      } else if (known != null && lastOfNdc.isPresent()) {
        after.put(
            key(pair),
            older
                ? covering(known, endingWith(startingWith(pair, quarter), quarter))
                : goingOn(known, pair, lastOfNdc.get(), quarter));
      }
    }
    pairs.forEach(
        (key, pair) -> {
          Optional<Quarter> last = products.lastNamed(pair.ndc().value());
          if (!named.contains(key)
              && pair.to() == null
              && last.filter(known -> known.compareTo(quarter) < 0).isPresent()) {
            after.put(
                key, new PackageCode(pair.ndc(), pair.code(), pair.from(), last.get().lastDay()));
          }
        });
    return new ArrayList<>(after.values());
  }

  /** The newest quarter that named a package of each code; none for codes kept by hand. */
  private Map<String, Quarter> lastOfCodes() {
    Map<String, Quarter> last = new HashMap<>();
    pairs
        .values()
        .forEach(
            pair ->
                products
                    .lastNamed(pair.ndc().value())
                    .ifPresent(
                        quarter ->
                            last.merge(
                                pair.code(),
                                quarter,
                                (one, other) -> one.compareTo(other) < 0 ? other : one)));
    return last;
  }

  /** Only an end that came from its leaving the crosswalks is undone by its coming back later. */
  private static PackageCode goingOn(
      PackageCode known, PackageCode named, Quarter last, Quarter quarter) {
    return last.compareTo(quarter) < 0 && last.lastDay().equals(known.to())
        ? new PackageCode(known.ndc(), known.code(), known.from(), named.to())
        : known;
  }

  /** The pair with the days of an older quarter that names it too. */
  private static PackageCode covering(PackageCode known, PackageCode older) {
    LocalDate from =
        known.from() != null && older.from() != null && known.from().isAfter(older.from())
            ? older.from()
            : known.from();
    LocalDate to =
        known.to() != null && older.to() != null && known.to().isBefore(older.to())
            ? older.to()
            : known.to();
    return new PackageCode(known.ndc(), known.code(), from, to);
  }

  private static PackageCode endingWith(PackageCode pair, Quarter quarter) {
    LocalDate last = quarter.lastDay();
    LocalDate to = pair.to() == null || pair.to().isAfter(last) ? last : pair.to();
    return new PackageCode(pair.ndc(), pair.code(), pair.from(), to);
  }

  private static PackageCode startingWith(PackageCode pair, Quarter quarter) {
    LocalDate first = quarter.firstDay();
    LocalDate from = pair.from() == null || pair.from().isBefore(first) ? first : pair.from();
    return new PackageCode(pair.ndc(), pair.code(), from, pair.to());
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
              day(period.getEndElement().getValueAsString()));
      pairs.put(key(pair), pair);
    }
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static String key(PackageCode pair) {
    return pair.ndc() + " " + pair.code();
  }
}
