/// Reader and writer for partition tables, in the binary form in flash and as CSV.
/// Called by `bundle`, and by `espctl` for the partition that an application must fit into.
@NullMarked
package dev.aegis.firmware.partitions;

import org.jspecify.annotations.NullMarked;
