package org.priceunits.loading.cms;

import java.util.Comparator;
import java.util.List;

/**
 * The result of reading one file: its records and the rejected lines, or why the whole file was
 * refused.
 *
 * @param <T> the record kind
 */
public sealed interface Reading<T> {

  /**
   * The file is of the expected kind.
   *
   * @param records in the order of the file
   * @param rejected lines that look like records but could not be read, in the order of the file
   * @param unpublished codes for which the file says that no value is published
   */
  record Read<T>(List<T> records, List<RejectedLine> rejected, List<String> unpublished)
      implements Reading<T> {

    /** Creates a reading of a file that states a value in every row. */
    public Read(List<T> records, List<RejectedLine> rejected) {
      this(records, rejected, List.of());
    }

    public Read {
      unpublished = List.copyOf(unpublished);
      records = List.copyOf(records);
      rejected = rejected.stream().sorted(Comparator.comparingInt(RejectedLine::line)).toList();
    }
  }

  /** The file is of another kind, or too damaged for the rest to be trusted. */
  record WrongFile<T>(String reason) implements Reading<T> {}
}
