package org.priceunits.loading.write;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
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

  /**
   * Writes one Provenance for one file; the same file of the same posting gives the same id.
   *
   * @param written resources that the file created or changed
   * @param posted the day CMS posted it; null if unknown
   * @param recorded the current time
   */
  public Provenance write(
      String fileName,
      byte[] file,
      @Nullable LocalDate posted,
      List<Resource> written,
      Instant recorded) {
    String digest = sha256(file);
    Provenance provenance = new Provenance();
    // A file loaded under two posting dates has written two sets of fees.
    String posting = posted == null ? "" : "-" + posted.toString().replace("-", "");
    provenance.setId("load-" + digest.substring(0, 32) + posting);
    written.forEach(
        resource ->
            provenance.addTarget().setReference(resource.fhirType() + "/" + resource.getIdPart()));
    if (posted != null) {
      provenance.setOccurred(new DateTimeType(posted.toString()));
    }
    provenance.setRecorded(Date.from(recorded));
    provenance.addAgent().getWho().setDisplay(Publication.PUBLISHER + " load");
    provenance
        .addEntity()
        .setRole(Provenance.ProvenanceEntityRole.SOURCE)
        .getWhat()
        .setDisplay(fileName)
        .getIdentifier()
        .setSystem(Canonicals.BASE + "/sid/sha-256")
        .setValue(digest);
    return provenance;
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
