package org.priceunits.spark;

import java.nio.ByteBuffer;
import org.apache.spark.Partitioner;

/**
 * Gives each partition the patients of one range of keys, so that the partitions one after another
 * are in the order of the keys. The keys are digests, which spread evenly over the ranges.
 */
final class KeyRanges extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  KeyRanges(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    int first = ByteBuffer.wrap(((LineKey) key).patient()).getInt();
    return (int) (Integer.toUnsignedLong(first) * partitions >>> Integer.SIZE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRanges ranges && ranges.partitions == partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
