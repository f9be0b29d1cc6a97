package org.priceunits.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.PatientPricer;
import org.priceunits.bulk.PatientRecords;
import org.priceunits.bulk.ResourceLines;
import org.priceunits.bulk.SharedStore;
import org.priceunits.pricing.CallTerms;
import org.priceunits.pricing.ClaimPricer;
import scala.Tuple2;

/** Prices the patients of a partition one after another, as their lines come by. */
final class PricePatients implements FlatMapFunction<Iterator<Tuple2<LineKey, byte[]>>, Answer> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Knowledge> knowledge;
  private final Broadcast<Call> call;

  /**
   * What is the same for all patients.
   *
   * @param files names of the files by position, for messages
   * @param shared resources that records of any patient may refer to, by {@code type/id}; those
   *     that are too many come with the patients
   * @param server base URL that the references to patients name; null if none or several
   * @param created date and time of the claims
   */
  record Call(
      List<String> files,
      Map<String, String> shared,
      @Nullable String server,
      CallTerms terms,
      Instant created)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  PricePatients(Broadcast<Knowledge> knowledge, Broadcast<Call> call) {
    this.knowledge = knowledge;
    this.call = call;
  }

  @Override
  public Iterator<Answer> call(Iterator<Tuple2<LineKey, byte[]>> lines) {
    return new Answers(lines, knowledge.value().pricer(), call.value());
  }

  /** The answers of a partition, one made at a time; the sums come last. */
  private static final class Answers implements Iterator<Answer> {
    private final Iterator<Tuple2<LineKey, byte[]>> lines;
    private final Call call;
    private final PatientPricer pricer;
    private final ClaimLines rows;
    private final ResourceLines json = new ResourceLines();
    private final SharedStore broadcast;
    private final BulkTotals totals = new BulkTotals();
    private @Nullable Tuple2<LineKey, byte[]> next;
    private boolean ended;

    Answers(Iterator<Tuple2<LineKey, byte[]>> lines, ClaimPricer knowledge, Call call) {
      this.lines = lines;
      this.call = call;
      this.pricer =
          new PatientPricer(
              knowledge.withClock(Clock.fixed(call.created(), ZoneOffset.UTC)),
              call.terms()::inputs);
      this.rows = new ClaimLines(knowledge);
      this.broadcast =
          new SharedStore(name -> Optional.ofNullable(call.shared().get(name)), call.server());
      advance();
    }

    private void advance() {
      next = lines.hasNext() ? lines.next() : null;
    }

    @Override
    public boolean hasNext() {
      return !ended;
    }

    @Override
    public Answer next() {
      if (ended) {
        throw new NoSuchElementException();
      }
      if (next == null) {
        ended = true;
        return Answer.totals(totals);
      }
      return patient(next._1().patient());
    }

    private Answer patient(byte[] key) {
      Map<String, String> own = new HashMap<>();
      PatientRecords records = new PatientRecords();
      while (next != null && Arrays.equals(next._1().patient(), key)) {
        if (next._1().isShared()) {
          Tuple2<String, String> shared = KeyedLine.shared(next._2());
          own.put(shared._1(), shared._2());
        } else {
          records.add(KeyedLine.line(next._2()));
        }
        advance();
      }
      SharedStore store =
          own.isEmpty()
              ? broadcast
              : new SharedStore(name -> Optional.ofNullable(own.get(name)), call.server());
      return answer(
          PatientKey.ofBytes(key).hex(), records.answer(pricer, store, call.files()::get));
    }

    private Answer answer(String key, PatientClaims patient) {
      totals.add(patient);
      List<Row> lines =
          patient.claims().stream().flatMap(claim -> rows.rows(key, claim).stream()).toList();
      List<String> outcomes =
          patient.outcome() == null ? List.of() : List.of(json(patient.outcome()));
      return new Answer(
          patient.claims().stream().map(this::json).toList(),
          patient.chargeItems().stream().map(this::json).toList(),
          outcomes,
          lines,
          null);
    }

    /** Spark ends the lines itself. */
    private String json(Resource resource) {
      StringWriter line = new StringWriter(1 << 14);
      try {
        json.write(resource, line);
      } catch (IOException e) {
        throw new UncheckedIOException("Memory cannot be written to.", e);
      }
      return line.toString().strip();
    }
  }
}
