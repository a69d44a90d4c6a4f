// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Membership;
import io.dsm.cluster.Voters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DangerousSettingsTest {

  private static final Membership CLUSTER = Membership.multicast("239.1.1.1", 4567);
  private static final Path GOOD = Path.of("/var/lib/service/dsm");

  private static List<String> warnings(Voters voters, Path directory) {
    return warnings(voters, directory, Map.of());
  }

  private static List<String> warnings(
      Voters voters, Path directory, Map<String, String> settings) {
    return DangerousSettings.warnings(
        CLUSTER, Optional.of(voters), Optional.of(directory), Settings.of(settings));
  }

  @Test
  void anEvenNumberOfVotersIsWarnedOfWithBetterNumbers() {
    assertThat(warnings(Voters.of("a", "b", "c", "d"), GOOD))
        .singleElement()
        .asString()
        .contains("4 voters tolerate the loss of 1", "use 3 or 5 voters");
    assertThat(warnings(Voters.expected(2), GOOD)).hasSize(1);
  }

  @Test
  void aTemporaryDataDirectoryOfAVoterIsWarnedOf() {
    assertThat(warnings(Voters.expected(3), Path.of("/tmp/x/../dsm")))
        .singleElement()
        .asString()
        .contains("/tmp/dsm", "temporary", "dsm.data-directory");
  }

  @Test
  void aLogOfTheVotersThatIsNotSyncedIsWarnedOfWithWhatItMayCost() {
    assertThat(warnings(Voters.expected(3), GOOD, Map.of("consensus.fsync", "false")))
        .singleElement()
        .asString()
        .contains("granted twice", "tokens may repeat", "may be lost", "killed processes");
  }

  @Test
  void goodSettingsAndStandaloneNodesAreLeftAlone() {
    assertThat(warnings(Voters.expected(3), GOOD)).isEmpty();
    assertThat(
            DangerousSettings.warnings(
                Membership.standalone(),
                Optional.empty(),
                Optional.of(Path.of("/tmp/dsm")),
                Settings.of(Map.of("consensus.fsync", "false"))))
        .isEmpty();
  }
}
