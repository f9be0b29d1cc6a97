package org.priceunits.server.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.server.fetch.RemoteFiles;
import org.priceunits.server.guard.FhirVersion;

/**
 * The parameters of {@code $bulk-submit} and {@code $bulk-submit-status}, as Bulk Data Access
 * 4.0.0-ballot names them.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/4.0.0-202609-ballot/en/submit.html">Bulk
 *     Submit</a>
 */
final class SubmitRequest {
  private static final String EVENT_STATUS = "http://hl7.org/fhir/event-status";

  /** Inputs of {@code $price-units} are named in {@code import} by this and their name. */
  private static final String INPUT =
      Canonicals.BASE + "/OperationDefinition/MedicationAdministration-price-units#";

  private static final Set<String> OF_SUBMIT =
      Set.of(
          "submitter",
          "submissionId",
          "submissionStatus",
          "manifestUrl",
          "replacesManifestUrl",
          "fhirBaseUrl",
          "outputFormat",
          "fileRequestHeader",
          "metadata",
          "import");
  private static final Set<String> OF_STATUS = Set.of("submitter", "submissionId", "_outputFormat");
  private static final Set<String> REPEATED = Set.of("fileRequestHeader", "metadata", "import");
  private static final Map<String, String> NOT_DONE =
      Map.of(
          "oauthMetadataUrl",
          "This server does not ask for access tokens of others. Send the header that opens the"
              + " files as fileRequestHeader.",
          "fileEncryptionKey",
          "This server does not decrypt files. Offer them by https without further encryption.");
  private static final Pattern NDJSON =
      Pattern.compile(
          "(application/(fhir\\+)?ndjson|ndjson)(;fhirVersion=.*)?", Pattern.CASE_INSENSITIVE);
  private static final int MOST_HEADERS = 20;
  private static final int LONGEST_NAME = 500;

  private final NamedParameters parameters;

  private SubmitRequest(Parameters body, Set<String> known) {
    for (ParametersParameterComponent parameter : body.getParameter()) {
      String text = NOT_DONE.get(String.valueOf(parameter.getName()));
      if (text != null) {
        throw refusal(422, IssueType.NOTSUPPORTED, text);
      }
    }
    this.parameters = new NamedParameters(body, known, REPEATED);
  }

  /** What a request says of a submission. */
  enum Status {
    IN_PROGRESS,
    COMPLETED,
    STOPPED
  }

  /**
   * @throws NotPossibleException for a parameter that is not one of the operation
   */
  static SubmitRequest submit(Parameters body) {
    SubmitRequest request = new SubmitRequest(body, OF_SUBMIT);
    checkNdjson(request.parameters.text("outputFormat"));
    if (request.manifestUrl() == null) {
      if (request.parameters.find("submissionStatus") == null && request.replaced() == null) {
        throw refusal(
            400, IssueType.REQUIRED, "Send submissionStatus, manifestUrl or both: one is needed.");
      }
      if (!request.parameters.all("import").isEmpty()
          || !request.parameters.all("fileRequestHeader").isEmpty()) {
        throw refusal(
            422,
            IssueType.INVALID,
            "import and fileRequestHeader are about a manifest. Send them with its manifestUrl.");
      }
    } else if (request.parameters.text("fhirBaseUrl") == null) {
      throw refusal(
          400,
          IssueType.REQUIRED,
          "Send fhirBaseUrl with manifestUrl: the base that relative references are of.");
    }
    return request;
  }

  /**
   * @throws NotPossibleException for a parameter that is not one of the operation
   */
  static SubmitRequest status(Parameters body) {
    SubmitRequest request = new SubmitRequest(body, OF_STATUS);
    checkNdjson(request.parameters.text("_outputFormat"));
    return request;
  }

  /** Refuses a media type that is not NDJSON of R4. */
  static void checkNdjson(@Nullable String format) {
    String type = format == null ? "ndjson" : format.replace(" ", "");
    if (!NDJSON.matcher(type).matches() || FhirVersion.isOther(type)) {
      throw refusal(
          422,
          IssueType.NOTSUPPORTED,
          "The only format of files here is application/fhir+ndjson, of FHIR 4.0.");
    }
  }

  Submissions.Name name(@Nullable String client) {
    ParametersParameterComponent submitter = parameters.find("submitter");
    String id = parameters.text("submissionId");
    if (submitter == null
        || !(submitter.getValue() instanceof Identifier identifier)
        || !identifier.hasValue()
        || id == null) {
      throw refusal(
          400,
          IssueType.REQUIRED,
          "Send submitter, an Identifier with a value, and submissionId: together they name the"
              + " submission.");
    }
    String by =
        (identifier.hasSystem() ? identifier.getSystem() : "") + "|" + identifier.getValue();
    if (id.length() > LONGEST_NAME || by.length() > LONGEST_NAME) {
      throw refusal(
          422,
          IssueType.TOOLONG,
          "submitter and submissionId have %d characters at most.".formatted(LONGEST_NAME));
    }
    return new Submissions.Name(client, by, id);
  }

  Status status() {
    ParametersParameterComponent parameter = parameters.find("submissionStatus");
    if (parameter == null) {
      return Status.IN_PROGRESS;
    }
    if (parameter.getValue() instanceof Coding coding
        && (!coding.hasSystem() || EVENT_STATUS.equals(coding.getSystem()))) {
      switch (String.valueOf(coding.getCode())) {
        case "in-progress":
          return Status.IN_PROGRESS;
        case "completed":
          return Status.COMPLETED;
        case "stopped":
          return Status.STOPPED;
        default:
      }
    }
    throw refusal(
        422,
        IssueType.CODEINVALID,
        "submissionStatus is a Coding of %s: in-progress, completed or stopped. Correct it."
            .formatted(EVENT_STATUS));
  }

  @Nullable String manifestUrl() {
    return parameters.text("manifestUrl");
  }

  @Nullable String replaced() {
    return parameters.text("replacesManifestUrl");
  }

  /** Returns the base of relative references, without a slash at its end. */
  String base() {
    return String.valueOf(parameters.text("fhirBaseUrl")).replaceFirst("/+$", "");
  }

  /** Returns the headers as a JSON object. */
  String headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ParametersParameterComponent header : parameters.all("fileRequestHeader")) {
      String name = NamedParameters.part(header, "headerName");
      String value = NamedParameters.part(header, "headerValue");
      if (!RemoteFiles.isHeader(name, value) || headers.put(name, value) != null) {
        throw refusal(
            422,
            IssueType.INVALID,
            "The header %s cannot be sent when files are fetched. Leave it out.".formatted(name));
      }
    }
    if (headers.size() > MOST_HEADERS) {
      throw refusal(422, IssueType.TOOLONG, "At most %d headers are sent.".formatted(MOST_HEADERS));
    }
    return new ObjectMapper().valueToTree(headers).toString();
  }

  /**
   * Returns how to price, as {@code import} says.
   *
   * @throws NotPossibleException for an option that is not an input of {@code $price-units}
   */
  JobInputs inputs() {
    JobInputs inputs = new JobInputs();
    for (ParametersParameterComponent option : parameters.all("import")) {
      String url = NamedParameters.part(option, "parameterUrl");
      if (!url.startsWith(INPUT)) {
        throw refusal(
            422,
            IssueType.NOTSUPPORTED,
            "The import option %s is not known. The options are the inputs of $price-units, such as %spayer."
                .formatted(url, INPUT));
      }
      inputs.text(
          url.substring(INPUT.length()), NamedParameters.part(option, "parameterValue"), "import");
    }
    if (inputs.criteria() != null || !inputs.references().isEmpty() || !inputs.stated().isEmpty()) {
      throw refusal(
          422,
          IssueType.NOTSUPPORTED,
          "A submission prices the records of its files. Ask for a job of $price-units to price"
              + " stored ones.");
    }
    return inputs;
  }

  /** Returns a sentence about what was sent and is not read; null if everything is. */
  @Nullable String notRead() {
    List<ParametersParameterComponent> metadata = parameters.all("metadata");
    return metadata.isEmpty()
        ? null
        : "metadata is not read here; %d given.".formatted(metadata.size());
  }

  private static NotPossibleException refusal(int status, IssueType type, String text) {
    return NotPossibleException.of(status, type, text);
  }
}
