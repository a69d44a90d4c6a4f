// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package broken;

import java.util.Map;

/** Broken on purpose: a null dereference and an exception that nobody throws. */
final class Mistakes {

  int lengthOfWhatMayBeAbsent(Map<String, String> names) {
    return names.get("absent").length();
  }

  void forgetsToThrow() {
    new IllegalStateException("created and dropped");
  }
}
