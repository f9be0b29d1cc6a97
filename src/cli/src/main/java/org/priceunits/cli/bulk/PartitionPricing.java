package org.priceunits.cli.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.PatientPricer;
import org.priceunits.bulk.PatientRecords;
import org.priceunits.bulk.StoredLine;
import org.priceunits.bulk.StoredLine.Kind;
import org.priceunits.cli.bulk.PatientPartitions.Partition;
import org.priceunits.pricing.ResourceStore;

/** The second pass over one partition: prices its patients in the order of their keys. */
final class PartitionPricing {
  /** A larger partition is split again, in bytes, however much memory there is. */
  private static final long LARGE = 64L << 20;

  /** Parsed records and their claims take some times the bytes of their lines. */
  private static final int SHARE_OF_MEMORY = 8;

  private static final int BITS_OF_A_SPLIT = 4;

  /** All lines of a patient share this many bits of the key; there is nothing left to split. */
  private static final int MOST_BITS = 32;

  private final List<InputFile> files;
  private final PatientPricer pricer;
  private final ResourceStore shared;
  private final PartsWithoutPatient parts;
  private final long large;

  /**
   * @param large bytes of a partition that is split again
   */
  PartitionPricing(
      List<InputFile> files,
      PatientPricer pricer,
      ResourceStore shared,
      PartsWithoutPatient parts,
      long large) {
    this.files = files;
    this.pricer = pricer;
    this.shared = shared;
    this.parts = parts;
    this.large = large;
  }

  /**
   * Returns the size above which a partition is split again, so that those that are priced at the
   * same time fit into memory together.
   *
   * @param memory of the process in bytes
   * @param threads that price at the same time
   */
  static long large(long memory, int threads) {
    return Math.min(LARGE, memory / ((long) SHARE_OF_MEMORY * threads));
  }

  /** Prices a partition and removes its file. */
  void price(Partition partition, Answers answers) throws IOException {
    if (Files.size(partition.path()) > large && partition.prefix() < MOST_BITS) {
      for (Partition part : split(partition)) {
        price(part, answers);
      }
      return;
    }
    TreeMap<PatientKey, PatientRecords> patients = new TreeMap<>();
    PatientPartitions.read(partition.path(), line -> add(line, patients));
    Files.delete(partition.path());
    while (!patients.isEmpty()) {
      answers.add(answer(patients.pollFirstEntry().getValue()));
    }
  }

  /** Prices the parts whose administration did not come, each by itself. */
  void priceLeftParts(Answers answers) throws IOException {
    for (PatientRecords alone : parts.left()) {
      answers.add(answer(alone));
    }
  }

  private void add(StoredLine line, TreeMap<PatientKey, PatientRecords> patients) {
    PatientRecords patient = patients.computeIfAbsent(line.key(), any -> new PatientRecords());
    patient.add(line);
    if (line.kind() == Kind.ADMINISTRATION) {
      parts.of(line).forEach(patient::add);
    }
  }

  private PatientClaims answer(PatientRecords patient) {
    return patient.answer(pricer, shared, file -> files.get(file).name());
  }

  private List<Partition> split(Partition partition) throws IOException {
    Path folder = Path.of(partition.path() + ".parts");
    try (PatientPartitions smaller =
        new PatientPartitions(folder, partition.prefix(), BITS_OF_A_SPLIT)) {
      PatientPartitions.read(partition.path(), smaller::add);
      Files.delete(partition.path());
      return smaller.partitions();
    }
  }
}
