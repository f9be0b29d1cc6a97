package org.priceunits.bulk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The patient whose records are priced together, as a digest of the reference: it names no patient,
 * has one length, and spreads patients evenly over partitions.
 *
 * @param hex SHA-256 in hexadecimal digits; answers are in the order of these
 */
public record PatientKey(String hex) implements Comparable<PatientKey> {
  /** Length of the digest in bytes. */
  public static final int BYTES = 32;

  /**
   * Returns the key of a patient.
   *
   * @param name {@code Patient/id}, or {@code system|value} of a patient known by identifier alone
   */
  public static PatientKey ofPatient(String name) {
    return new PatientKey(HexFormat.of().formatHex(digest("patient " + name)));
  }

  /** Returns a key of its own for a record that names no patient. */
  public static PatientKey ofRecord(byte[] record) {
    MessageDigest sha = sha256();
    sha.update("record ".getBytes(StandardCharsets.UTF_8));
    return new PatientKey(HexFormat.of().formatHex(sha.digest(record)));
  }

  /**
   * Returns a key of its own for a line that cannot be read, so that none of several equal ones
   * stands for the others.
   *
   * @param file position of its file among the inputs
   */
  public static PatientKey ofPlace(int file, long line) {
    return ofRecord((file + " " + line).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the key that {@link #bytes} gave. */
  public static PatientKey ofBytes(byte[] digest) {
    return new PatientKey(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
  }

  /** Returns the digest. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(PatientKey other) {
    return hex.compareTo(other.hex);
  }

  private static byte[] digest(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
