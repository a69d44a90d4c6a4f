// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.dsm.DsmException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns exceptions into answers a person can act on. */
public class ErrorMappers {

  @ServerExceptionMapper
  public Response dsm(DsmException failure) {
    return Problem.of(statusOf(failure), String.valueOf(failure.getMessage()));
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException failure) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return json(json);
    }
    Response.StatusType status = failure.getResponse().getStatusInfo();
    return Problem.of(status, status.getStatusCode() + " " + status.getReasonPhrase());
  }

  @ServerExceptionMapper
  public Response json(ValueInstantiationException failure) {
    return json((JsonProcessingException) failure);
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException failure) {
    Throwable cause = failure.getCause();
    String message =
        cause instanceof IllegalArgumentException
            ? cause.getMessage()
            : "the request is not the JSON expected here: "
                + failure.getOriginalMessage()
                + "; nothing was changed; send for instance {\"host\":\"10.0.0.7\",\"port\":8443}";
    return Problem.of(BAD_REQUEST, String.valueOf(message));
  }

  private static Response.Status statusOf(DsmException failure) {
    return switch (failure) {
      case DsmException.Rejected _ -> BAD_REQUEST;
      case DsmException.Unavailable _ -> Response.Status.SERVICE_UNAVAILABLE;
      case DsmException.Indeterminate _ -> Response.Status.GATEWAY_TIMEOUT;
      case DsmException.Fatal _ -> Response.Status.INTERNAL_SERVER_ERROR;
    };
  }
}
