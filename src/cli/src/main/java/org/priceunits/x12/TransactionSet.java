package org.priceunits.x12;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the claims of one payer from ST to SE, each provider and subscriber once. */
final class TransactionSet {
  /** The most claims that the guides want below one subscriber, and in one transaction. */
  private static final int OF_ONE_PERSON = 100;

  static final int IN_ALL = 5_000;

  private final Envelope envelope;
  private final Guide guide;
  private final String number;
  private final List<Segment> segments = new ArrayList<>();
  private int levels;

  private TransactionSet(Envelope envelope, Guide guide, int number) {
    this.envelope = envelope;
    this.guide = guide;
    this.number = "%04d".formatted(number);
  }

  /**
   * One claim, ready to be placed.
   *
   * @param providerKey equal for claims of one billing provider
   * @param personKey equal for claims of one subscriber and patient
   * @param loops loop 2300, more than one if the claim is split
   */
  record Placed(
      String providerKey,
      List<Segment> provider,
      String personKey,
      SubscriberLoop.Written persons,
      List<List<Segment>> loops) {}

  /**
   * @param number of the transaction in its interchange, from 1
   */
  static List<Segment> write(List<Placed> claims, Envelope envelope, Guide guide, int number) {
    return new TransactionSet(envelope, guide, number).all(claims);
  }

  private List<Segment> all(List<Placed> claims) {
    head();
    Map<String, List<Placed>> providers = new LinkedHashMap<>();
    claims.forEach(c -> providers.computeIfAbsent(c.providerKey(), k -> new ArrayList<>()).add(c));
    providers.values().forEach(this::provider);
    segments.add(Segment.of("SE", segments.size() + 1, number));
    return segments;
  }

  private void head() {
    segments.add(Segment.of("ST", "837", number, guide.version()));
    segments.add(
        Segment.of(
            "BHT",
            "0019",
            "00",
            "%09d-%s".formatted(envelope.control(), number),
            envelope.day(),
            envelope.hour(),
            "CH"));
    Envelope.Trader submitter = envelope.submitter();
    segments.add(
        Segment.of("NM1", "41", "2", submitter.name(), "", "", "", "", "46", submitter.id()));
    List<Object> contact = new ArrayList<>(List.of("IC"));
    contact.addAll(envelope.contact());
    segments.add(Segment.of("PER", contact.toArray()));
    Envelope.Trader receiver = envelope.receiver();
    segments.add(
        Segment.of("NM1", "40", "2", receiver.name(), "", "", "", "", "46", receiver.id()));
  }

  private void provider(List<Placed> claims) {
    String own = level("", "20", true);
    segments.addAll(claims.get(0).provider());
    Map<String, List<Placed>> persons = new LinkedHashMap<>();
    claims.forEach(c -> persons.computeIfAbsent(c.personKey(), k -> new ArrayList<>()).add(c));
    for (List<Placed> ofPerson : persons.values()) {
      List<List<Segment>> loops = ofPerson.stream().flatMap(c -> c.loops().stream()).toList();
      for (int i = 0; i < loops.size(); i += OF_ONE_PERSON) {
        person(
            own,
            ofPerson.get(0).persons(),
            loops.subList(i, Math.min(loops.size(), i + OF_ONE_PERSON)));
      }
    }
  }

  private void person(String provider, SubscriberLoop.Written persons, List<List<Segment>> loops) {
    boolean dependent = !persons.patient().isEmpty();
    String subscriber = level(provider, "22", dependent);
    segments.addAll(persons.subscriber());
    if (dependent) {
      level(subscriber, "23", false);
      segments.addAll(persons.patient());
    }
    loops.forEach(segments::addAll);
  }

  private String level(String parent, String kind, boolean children) {
    String own = String.valueOf(++levels);
    segments.add(Segment.of("HL", own, parent, kind, children ? "1" : "0"));
    return own;
  }
}
