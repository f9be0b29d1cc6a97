package org.priceunits.cli.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.PatientKey;
import org.priceunits.bulk.PatientPricer;
import org.priceunits.bulk.RecordLine;
import org.priceunits.cli.bulk.PatientPartitions.Partition;
import org.priceunits.cli.bulk.StoredLine.Kind;
import org.priceunits.pricing.ResourceStore;

/** The second pass over one partition: prices its patients in the order of their keys. */
final class PartitionPricing {
  /** A larger partition is split again, in bytes. */
  static final long LARGE = 64L << 20;

  private static final int BITS_OF_A_SPLIT = 4;

  /** All lines of a patient share this many bits of the key; there is nothing left to split. */
  private static final int MOST_BITS = 32;

  private final List<InputFile> files;
  private final PatientPricer pricer;
  private final ResourceStore shared;
  private final PartsWithoutPatient parts;

  PartitionPricing(
      List<InputFile> files,
      PatientPricer pricer,
      ResourceStore shared,
      PartsWithoutPatient parts) {
    this.files = files;
    this.pricer = pricer;
    this.shared = shared;
    this.parts = parts;
  }

  /** Prices a partition and removes its file. */
  void price(Partition partition, Answers answers) throws IOException {
    if (Files.size(partition.path()) > LARGE && partition.prefix() < MOST_BITS) {
      for (Partition part : split(partition)) {
        price(part, answers);
      }
      return;
    }
    TreeMap<PatientKey, PatientLines> patients = new TreeMap<>();
    PatientPartitions.read(partition.path(), line -> add(line, patients));
    Files.delete(partition.path());
    while (!patients.isEmpty()) {
      answers.add(answer(patients.pollFirstEntry().getValue()));
    }
  }

  /** Prices the parts whose administration did not come, each by itself. */
  void priceLeftParts(Answers answers) throws IOException {
    for (StoredLine line : parts.left()) {
      PatientLines alone = new PatientLines();
      alone.add(line);
      answers.add(answer(alone));
    }
  }

  private void add(StoredLine line, TreeMap<PatientKey, PatientLines> patients) {
    PatientLines patient = patients.computeIfAbsent(line.key(), any -> new PatientLines());
    patient.add(line);
    if (line.kind() == Kind.ADMINISTRATION) {
      parts.of(line).forEach(patient::add);
    }
  }

  private PatientClaims answer(PatientLines patient) {
    StoredLine first = patient.lines.get(0);
    if (first.kind() == Kind.NOT_READABLE) {
      return PatientPricer.notReadable(
          record(first), new String(first.text(), StandardCharsets.UTF_8));
    }
    return patient.administrations > PatientPricer.MOST
        ? PatientPricer.tooMany(record(first), patient.administrations)
        : pricer.price(patient.lines.stream().map(this::record).toList(), shared);
  }

  private RecordLine record(StoredLine line) {
    return RecordLine.of(files.get(line.file()).name(), line.number(), line.text());
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

  /** The lines of one patient; of too many administrations, only as many as show that. */
  private static final class PatientLines {
    private final List<StoredLine> lines = new ArrayList<>();
    private int administrations;

    void add(StoredLine line) {
      boolean counts = line.kind() == Kind.ADMINISTRATION;
      administrations += counts ? 1 : 0;
      if (!counts || administrations <= PatientPricer.MOST) {
        lines.add(line);
      }
    }
  }
}
