// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Answers when as many requests are in here as the server has workers. So every worker has run a
 * request of this deployment when they are answered.
 */
@WebServlet("/" + Rendezvous.PATH)
public final class Rendezvous extends HttpServlet {

  static final String PATH = "rendezvous";

  private static final long serialVersionUID = 1;
  private static final CyclicBarrier ALL = new CyclicBarrier(Workers.COUNT);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      ALL.await();
    } catch (InterruptedException | BrokenBarrierException stopped) {
      throw new ServletException("not all came", stopped);
    }
    response.getWriter().write(Thread.currentThread().getName());
  }
}
