// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.cluster.Member;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What references need from the node.
 *
 * @param callbacks serial executor of watchers and stages
 * @param callTimeout bound of one call of an application
 */
public record RefPorts(
    Member self,
    RefGateway gateway,
    Clock clock,
    Timers timers,
    Executor callbacks,
    Duration callTimeout) {}
