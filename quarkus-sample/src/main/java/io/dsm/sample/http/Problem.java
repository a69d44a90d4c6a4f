// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Body of every error answer.
 *
 * @param message what, where, consequence, next step
 */
public record Problem(String message) {

  public static Response of(Response.StatusType status, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new Problem(message))
        .build();
  }
}
