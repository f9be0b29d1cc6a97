package org.priceunits.pricing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.read.AdministrationReading;
import org.priceunits.pricing.read.BodyPath;
import org.priceunits.pricing.read.Locations;
import org.priceunits.pricing.write.ClaimSource;

/** One administration on its way through a call: as given, as read, and as priced. */
final class CallAdministration {
  private final int index;
  private final Reference reference;
  private final @Nullable GivenAdministration given;
  private Locations locations;
  private Status status = Status.REFUSED;
  private AdministrationReading.@Nullable Read reading;
  private @Nullable ClaimSource source;
  private boolean onClaim;
  private List<Integer> items = List.of();
  private List<Identifier> chargeItems = List.of();

  private CallAdministration(
      int index, Reference reference, @Nullable GivenAdministration given, BodyPath path) {
    this.index = index;
    this.reference = reference;
    this.given = given;
    this.locations = new Locations(path);
  }

  /**
   * @param index position among the administrations of the call, by which issues name it
   */
  static CallAdministration of(int index, GivenAdministration given) {
    return new CallAdministration(index, given.reference(), given, given.path());
  }

  /** Creates the entry of a reference that does not resolve: it is refused. */
  static CallAdministration notFound(int index, PriceUnitsRequest.Referred referred) {
    return new CallAdministration(
        index, referred.reference(), null, BodyPath.referred(referred.path()));
  }

  int index() {
    return index;
  }

  /** Returns the record; empty for a reference that does not resolve. */
  Optional<GivenAdministration> given() {
    return Optional.ofNullable(given);
  }

  void set(Status result) {
    status = result;
  }

  /** Takes over where the elements of the record stand, once it has been read. */
  void readAt(Locations places) {
    locations = places;
  }

  /** Takes over a record that can be priced, with what it contributes to its claim. */
  void read(AdministrationReading.Read read, ClaimSource forClaim) {
    reading = read;
    source = forClaim;
    status = Status.PRICED;
  }

  /** Returns the administration to price; empty if the record was refused. */
  Optional<Administration> billable() {
    return Optional.ofNullable(reading).map(AdministrationReading.Read::administration);
  }

  /** Returns the administration if it was read and then refused. */
  Optional<Administration> unpriced() {
    return status == Status.REFUSED ? billable() : Optional.empty();
  }

  /** Excludes a record that was read but cannot be priced. */
  void refuse() {
    reading = null;
    status = Status.REFUSED;
  }

  Locations locations() {
    return locations;
  }

  /** Returns the contribution to a claim; present once read. */
  ClaimSource source() {
    return Objects.requireNonNull(source);
  }

  /** Returns true if a claim could be recognized as being about this administration. */
  boolean isIdentified() {
    return source != null && source.identity() != null;
  }

  /** Records the items of the claim that hold its lines. */
  void place(List<Integer> itemsOfClaim) {
    onClaim = true;
    items = itemsOfClaim;
  }

  /** Records the charge items of its lines, which name each line of it. */
  void charge(List<ChargeItem> charges) {
    Identifier identity = source().identity();
    String ofThis = identity == null ? null : identity.getValue() + "-";
    chargeItems =
        ofThis == null
            ? List.of()
            : charges.stream()
                .flatMap(charge -> charge.getIdentifier().stream())
                .filter(i -> Canonicals.PRICED_LINE.equals(i.getSystem()))
                .filter(i -> i.getValue().startsWith(ofThis))
                .toList();
  }

  AdministrationResult result() {
    return new AdministrationResult(
        reference, status, onClaim ? source().identity() : null, items, chargeItems);
  }
}
