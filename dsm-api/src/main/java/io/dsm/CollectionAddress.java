// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm;

/**
 * The full name of a collection, equal on all nodes that share it. Each part is 1 to 64 characters
 * of {@code a-z 0-9 . _ -} and begins with a letter or digit.
 *
 * @param tenantId who the data belongs to
 * @param applicationId the application that declares the collection
 * @param collectionId the collection within the application
 */
public record CollectionAddress(String tenantId, String applicationId, String collectionId) {

  private static final int PART_CHARS = 64;

  public CollectionAddress {
    check("tenant-id", tenantId);
    check("application-id", applicationId);
    check("collection-id", collectionId);
  }

  private static void check(String part, String value) {
    if (!isLegal(value)) {
      throw new DsmException.Rejected(
          part
              + " '"
              + value
              + "' is not a legal name; the collection was not opened; use 1 to 64 characters of"
              + " a-z 0-9 . _ - beginning with a letter or digit");
    }
  }

  // By hand: addresses are read from every command, and a regular expression costs much more.
  private static boolean isLegal(String value) {
    int length = value.length();
    if (length == 0 || length > PART_CHARS || !isLetterOrDigit(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = value.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  /** {@code tenant/application/collection}. */
  @Override
  public String toString() {
    return tenantId + "/" + applicationId + "/" + collectionId;
  }
}
