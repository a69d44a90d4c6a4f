// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.cluster.Membership;
import io.dsm.cluster.Voters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings that are legal and work, until the day they cost what they were meant to protect. */
final class DangerousSettings {

  private DangerousSettings() {}

  /** What to warn of: each with the reason, the consequence and what to do. */
  static List<String> warnings(
      Membership membership,
      Optional<Voters> voters,
      Optional<Path> dataDirectory,
      Settings settings) {
    List<String> warnings = new ArrayList<>();
    if (!(membership instanceof Membership.Standalone)) {
      voters.flatMap(DangerousSettings::evenNumber).ifPresent(warnings::add);
      if (voters.isPresent()) {
        dataDirectory.flatMap(DangerousSettings::temporary).ifPresent(warnings::add);
        if (!settings.flag(Setting.CONSENSUS_FSYNC)) {
          warnings.add(unsynced());
        }
      }
    }
    return warnings;
  }

  private static Optional<String> evenNumber(Voters voters) {
    int size =
        switch (voters) {
          case Voters.Listed(var nodes) -> nodes.size();
          case Voters.Expected(var expected) -> expected;
        };
    return size % 2 != 0
        ? Optional.empty()
        : Optional.of(
            ("%d voters tolerate the loss of %d, no more than %d would, and a partition into halves"
                    + " leaves no majority on either side; use %d or %d voters")
                .formatted(size, size / 2 - 1, size - 1, size - 1, size + 1));
  }

  private static String unsynced() {
    return "consensus.fsync is off: voters answer before their log is on disk; if the power of voters"
        + " fails, or their operating systems crash, a lease may be granted twice, fencing tokens may"
        + " repeat, and acknowledged writes of references may be lost, even after all have come"
        + " back; killed processes lose nothing; remove dsm.consensus.fsync unless all of that may"
        + " happen here";
  }

  private static Optional<String> temporary(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    return Stream.of(System.getProperty("java.io.tmpdir", "/tmp"), "/tmp", "/var/tmp", "/dev/shm")
        .map(folder -> Path.of(folder).toAbsolutePath().normalize())
        .filter(absolute::startsWith)
        .findFirst()
        .map(
            folder ->
                ("the data directory %s lies in the temporary directory %s, which is emptied without"
                        + " asking; a voter that loses it has to come back as a new one, and if most"
                        + " voters lose theirs no lease is granted any more; set dsm.data-directory to"
                        + " a directory that survives restarts")
                    .formatted(absolute, folder));
  }
}
