package org.timeball.daemon.candm;

/// What a client asks: to be told something, or that something be done.
public sealed interface Request permits Query, Instruction {
}
