package org.priceunits.server.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.server.bulk.Job.Status;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.ValueGuard;
import org.priceunits.server.operation.BodyCharset;

/** Takes a request for a job: checks it, brings its records into the database, and submits it. */
final class JobStart {
  /** HAPI's number of a message. */
  private static final Pattern CODE = Pattern.compile("^HAPI-\\d+: ");

  private final JobTables tables;
  private final JobRoom room;
  private final StoredAdministrations administrations;
  private final JobAccess access;
  private final Supplier<ClaimPricer> pricers;
  private final BulkProperties settings;
  private final Clock clock;
  private final Consumer<String> submit;
  private final Semaphore uploads;

  /**
   * @param submit asks for the work on a job
   */
  JobStart(
      JobTables tables,
      JobRoom room,
      StoredAdministrations administrations,
      JobAccess access,
      Supplier<ClaimPricer> pricers,
      BulkProperties settings,
      Clock clock,
      Consumer<String> submit) {
    this.tables = tables;
    this.room = room;
    this.administrations = administrations;
    this.access = access;
    this.pricers = pricers;
    this.settings = settings;
    this.clock = clock;
    this.submit = submit;
    this.uploads = new Semaphore(settings.uploads());
  }

  /**
   * Starts a job.
   *
   * @return its id
   * @throws RefusedException if the body is refused
   * @throws NotPossibleException if there is no room for the job
   * @throws CallRefusedException if an input is refused, as in a call that is answered at once
   */
  String start(HttpServletRequest request) throws IOException {
    room.check(JobAccess.client(request));
    Resource body = JobRequests.hasLines(request) ? null : body(request);
    JobInputs inputs = inputs(request, body);
    Optional<String> refusal = access.refusal(request, inputs);
    if (refusal.isPresent()) {
      throw new RefusedException(new Refusal(403, IssueType.FORBIDDEN, refusal.get()));
    }
    if (!uploads.tryAcquire()) {
      throw JobRoom.tooMany("Too many jobs arrive at the same time. Try again in some seconds.");
    }
    try {
      return receive(request, body, inputs);
    } finally {
      uploads.release();
    }
  }

  private JobInputs inputs(HttpServletRequest request, @Nullable Resource body)
      throws RefusedException {
    JobInputs inputs = new JobInputs();
    inputs.query(request.getParameterMap());
    BodyRecords.inputs(body, inputs);
    inputs.check(pricers.get());
    String criteria = inputs.criteria();
    if (criteria != null) {
      understood(criteria);
    }
    return inputs;
  }

  private void understood(String criteria) throws RefusedException {
    try {
      administrations.understand(criteria);
    } catch (BaseServerResponseException e) {
      throw new RefusedException(
          new Refusal(
              400,
              IssueType.NOTSUPPORTED,
              "The criteria are not understood. " + withoutNumber(e.getMessage())));
    }
  }

  /** Returns the text of a refusal without HAPI's number. */
  static String withoutNumber(@Nullable String text) {
    return text == null ? "" : CODE.matcher(text).replaceFirst("");
  }

  private static @Nullable Resource body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readAllBytes();
    if (bytes.length == 0) {
      return null;
    }
    boolean xml = String.valueOf(request.getContentType()).contains("xml");
    FhirContext fhir = FhirContext.forR4Cached();
    IParser parser = xml ? fhir.newXmlParser() : fhir.newJsonParser();
    try {
      Resource resource =
          (Resource)
              parser.parseResource(new String(bytes, BodyCharset.of(request.getContentType())));
      ValueGuard.check(resource);
      return resource;
    } catch (BaseServerResponseException e) {
      throw new RefusedException(
          new Refusal(e.getStatusCode(), IssueType.VALUE, withoutNumber(e.getMessage())));
    } catch (DataFormatException e) {
      throw new RefusedException(
          new Refusal(400, IssueType.STRUCTURE, "The body is no FHIR R4 resource. Correct it."));
    }
  }

  private String receive(HttpServletRequest request, @Nullable Resource body, JobInputs inputs)
      throws IOException {
    String id = UUID.randomUUID().toString();
    Instant now = Instant.ofEpochMilli(clock.millis());
    tables
        .jobs()
        .add(
            new Job(
                id,
                JobAccess.client(request),
                Status.RECEIVING,
                now,
                now,
                JobRequests.url(request),
                JobRequests.base(request),
                inputs.json(),
                inputs.store(),
                null,
                null,
                null));
    boolean received = false;
    try {
      take(id, request, body, inputs);
      received = true;
    } catch (JobGoneException e) {
      throw new RefusedException(
          new Refusal(
              408,
              IssueType.TIMEOUT,
              "Nothing of the body came for so long that the job was taken for lost. Send it"
                  + " again."));
    } finally {
      if (!received) {
        tables.jobs().remove(id);
      }
    }
    submit.accept(id);
    return id;
  }

  private void take(
      String id, HttpServletRequest request, @Nullable Resource body, JobInputs inputs)
      throws IOException {
    Intake intake =
        new Intake(tables, id, bytes -> tables.jobs().progress(id, Status.RECEIVING, bytes), 0);
    try {
      if (JobRequests.hasLines(request)) {
        Runnable touch =
            () -> tables.together(() -> tables.jobs().progress(id, Status.RECEIVING, 0));
        BodyLines.give(
            request,
            new EveryMinute(clock, touch),
            intake,
            settings.maxInput().toBytes(),
            settings.uploadTime());
      } else {
        BodyRecords.give(body, intake);
      }
    } catch (ZipException | EOFException e) {
      throw new RefusedException(
          new Refusal(
              400,
              IssueType.STRUCTURE,
              "The body is declared as gzip, but it is not or breaks off. Send it whole."));
    }
    if (intake.records() == 0 && inputs.criteria() == null && inputs.references().isEmpty()) {
      throw new RefusedException(
          new Refusal(
              400,
              IssueType.REQUIRED,
              "There is nothing to price. Send MedicationAdministrations, name stored ones as"
                  + " administrationReference, or search for them by criteria."));
    }
    intake.flush();
    String notUsed = new ObjectMapper().writeValueAsString(intake.notUsed());
    tables.together(() -> tables.jobs().received(id, Status.RECEIVING, intake.server(), notUsed));
  }
}
