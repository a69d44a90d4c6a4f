// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm;

import java.util.regex.Pattern;

/**
 * The full name of a collection, equal on all nodes that share it. Each part is 1 to 64 characters
 * of {@code a-z 0-9 . _ -} and begins with a letter or digit.
 *
 * @param tenantId who the data belongs to
 * @param applicationId the application that declares the collection
 * @param collectionId the collection within the application
 */
public record CollectionAddress(String tenantId, String applicationId, String collectionId) {

  private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public CollectionAddress {
    check("tenant-id", tenantId);
    check("application-id", applicationId);
    check("collection-id", collectionId);
  }

  private static void check(String part, String value) {
    if (!PART.matcher(value).matches()) {
      throw new DsmException.Rejected(
          part
              + " '"
              + value
              + "' is not a legal name; the collection was not opened; use 1 to 64 characters of"
              + " a-z 0-9 . _ - beginning with a letter or digit");
    }
  }

  /** {@code tenant/application/collection}. */
  @Override
  public String toString() {
    return tenantId + "/" + applicationId + "/" + collectionId;
  }
}
