package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.SmallerDose;
import org.priceunits.domain.product.UnitEquivalent;
import org.priceunits.domain.product.Validity;

/**
 * The codes, modifiers and places of service that are hosted, as one immutable snapshot.
 *
 * @param packageNames codes by the names under which CMS's crosswalks list their packages
 */
record HostedCodes(
    Map<HcpcsCode, DrugCode> codes,
    CodeDescriptions descriptions,
    Map<String, List<HcpcsCode>> packageNames,
    Map<Modifier, Validity> modifiers,
    Map<String, Validity> places,
    SingleDoseCodes singleDose,
    Set<HcpcsCode> devices,
    UnitEquivalents equivalents,
    String version)
    implements CodeCatalog {
  private static final String ORAL = "oral";
  private static final String INTERNATIONAL_UNIT = "[iU]";

  /** CMS's words for clotting factors, in lower case; those billed by weight are no match. */
  private static final Pattern CLOTTING_FACTOR =
      Pattern.compile("\\bfactor (vii|viii|ix|x|xiii)a?\\b|antihemophilic|von willebrand");

  @Override
  public Optional<ContainerLabel> container(HcpcsCode code, LocalDate day) {
    return singleDose.label(code, day);
  }

  @Override
  public boolean isClottingFactor(HcpcsCode code) {
    DrugCode known = codes.get(code);
    return known != null
        && known.dosage() != null
        && INTERNATIONAL_UNIT.equals(known.dosage().unit())
        && CLOTTING_FACTOR.matcher(descriptions.of(code)).find();
  }

  @Override
  public List<UnitEquivalent> equivalents(HcpcsCode code) {
    return equivalents.of(code);
  }

  @Override
  public Optional<SmallerDose> smallerDose(HcpcsCode code) {
    return Optional.ofNullable(equivalents.smaller(code));
  }

  @Override
  public Optional<DrugCode> code(HcpcsCode code) {
    return Optional.ofNullable(codes.get(code));
  }

  @Override
  public List<HcpcsCode> describing(String name, LocalDate day) {
    return inForce(descriptions.naming(name), day);
  }

  @Override
  public List<HcpcsCode> listing(String packageName, LocalDate day) {
    return inForce(packageNames.getOrDefault(listed(packageName), List.of()), day);
  }

  /** Returns a name as the list of package names has it. */
  static String listed(String packageName) {
    return packageName.strip().toLowerCase(Locale.ROOT);
  }

  private List<HcpcsCode> inForce(List<HcpcsCode> named, LocalDate day) {
    return named.stream()
        .filter(
            code -> {
              DrugCode known = codes.get(code);
              return known != null
                  && (known.isDrug() || isDevice(code))
                  && known.validity().on(day);
            })
        .toList();
  }

  @Override
  public boolean isNamedFirst(HcpcsCode code, String name) {
    return descriptions.beginsWith(code, name);
  }

  @Override
  public List<HcpcsCode> notEquivalentTo(HcpcsCode code, LocalDate day) {
    return inForce(descriptions.notEquivalentTo(code), day);
  }

  @Override
  public boolean isNotEquivalentTo(HcpcsCode code, String brand) {
    return descriptions.drug(code).isNotEquivalentTo(brand);
  }

  @Override
  public String withoutOrigin(String name) {
    return descriptions.withoutOrigin(name);
  }

  @Override
  public List<HcpcsCode> replacedBy(HcpcsCode successor, LocalDate day) {
    return codes.values().stream()
        .filter(code -> successor.equals(code.successor()) && code.validity().on(day))
        .map(DrugCode::code)
        .sorted()
        .toList();
  }

  @Override
  public Optional<HcpcsCode> follower(DrugCode ended) {
    LocalDate last = ended.validity().to();
    if (last == null || ended.lastRelease() != null || ended.unclassified()) {
      return Optional.empty();
    }
    DrugDescriptor drug = descriptions.drug(ended.code());
    List<HcpcsCode> followers =
        codes.values().stream()
            .filter(code -> last.plusDays(1).equals(code.validity().from()) && code.isDrug())
            .map(DrugCode::code)
            .filter(code -> descriptions.drug(code).isOfTheSameDrugAs(drug))
            .toList();
    return followers.size() == 1 ? Optional.of(followers.get(0)) : Optional.empty();
  }

  @Override
  public String description(HcpcsCode code) {
    return descriptions.of(code);
  }

  @Override
  public Set<String> traits(HcpcsCode code) {
    return descriptions.drug(code).traits();
  }

  @Override
  public List<HcpcsCode> ofOtherMakers(HcpcsCode code, LocalDate day) {
    DrugDescriptor drug = descriptions.drug(code);
    return codes.values().stream()
        .filter(other -> other.isDrug() && other.validity().on(day))
        .map(DrugCode::code)
        .filter(other -> descriptions.drug(other).isOfAnotherMakerThan(drug))
        .sorted()
        .toList();
  }

  @Override
  public boolean namesFormulation(String words) {
    return DrugDescriptor.namesFormulation(words);
  }

  @Override
  public boolean isOfSpecialFormulation(HcpcsCode code) {
    return descriptions.drug(code).isOfSpecialFormulation();
  }

  @Override
  public boolean isOfOneForm(HcpcsCode code) {
    return descriptions.drug(code).isOfOneForm();
  }

  @Override
  public boolean isForOneUse(HcpcsCode code) {
    return descriptions.drug(code).isForOneUse();
  }

  @Override
  public boolean isSwallowed(HcpcsCode code) {
    return routes(code).equals(Set.of(ORAL));
  }

  @Override
  public boolean isDevice(HcpcsCode code) {
    return devices.contains(code);
  }

  @Override
  public boolean isOfTheFormOf(HcpcsCode code, String name) {
    return descriptions.isOfTheFormOf(code, name);
  }

  @Override
  public Set<String> routes(HcpcsCode code) {
    return descriptions.routes(code);
  }

  @Override
  public Optional<Validity> modifier(Modifier modifier) {
    return Optional.ofNullable(modifiers.get(modifier));
  }

  @Override
  public Optional<Validity> placeOfService(String code) {
    return Optional.ofNullable(places.get(code));
  }
}
