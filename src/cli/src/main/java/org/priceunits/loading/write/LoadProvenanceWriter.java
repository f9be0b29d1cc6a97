package org.priceunits.loading.write;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;

/**
 * Writes the origin of loaded resources: the file, its SHA-256 and the day on which CMS posted it.
 */
public final class LoadProvenanceWriter {
  /** Resources of one Provenance: servers, this one too, bound the length of a list. */
  private static final int TARGETS = 500;

  /**
   * Writes the Provenances of one file, each for some of its resources; the same file of the same
   * posting gives the same ids.
   *
   * @param written resources that the file created or changed
   * @param posted the day CMS posted it; null if unknown
   * @param recorded the current time
   */
  public List<Provenance> write(
      String fileName,
      byte[] file,
      @Nullable LocalDate posted,
      List<Resource> written,
      Instant recorded) {
    String digest = sha256(file);
    // A file loaded under two posting dates has written two sets of fees.
    String posting = posted == null ? "" : "-" + posted.toString().replace("-", "");
    String id = "load-" + digest.substring(0, 32) + posting;
    List<Provenance> parts = new ArrayList<>();
    for (int from = 0; from < written.size(); from += TARGETS) {
      Provenance part =
          part(written.subList(from, Math.min(from + TARGETS, written.size())), posted, recorded);
      part.setId(parts.isEmpty() ? id : id + "-" + (parts.size() + 1));
      source(part, fileName, digest);
      parts.add(part);
    }
    return parts;
  }

  private static Provenance part(
      List<Resource> written, @Nullable LocalDate posted, Instant recorded) {
    Provenance provenance = new Provenance();
    written.forEach(
        resource ->
            provenance.addTarget().setReference(resource.fhirType() + "/" + resource.getIdPart()));
    if (posted != null) {
      provenance.setOccurred(new DateTimeType(posted.toString()));
    }
    provenance.setRecorded(Date.from(recorded));
    provenance.addAgent().getWho().setDisplay(Publication.PUBLISHER + " load");
    return provenance;
  }

  private static void source(Provenance provenance, String fileName, String digest) {
    provenance
        .addEntity()
        .setRole(Provenance.ProvenanceEntityRole.SOURCE)
        .getWhat()
        .setDisplay(fileName)
        .getIdentifier()
        .setSystem(Canonicals.BASE + "/sid/sha-256")
        .setValue(digest);
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
