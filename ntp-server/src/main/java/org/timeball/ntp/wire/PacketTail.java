package org.timeball.ntp.wire;

/// What follows the header of a packet (RFC 5905 section 7.5, RFC 7822 section 3); told by [PacketLayout].
public enum PacketTail {
    /// The packet is the header alone.
    NOTHING,
    /// One or more well-formed extension fields and no MAC.
    EXTENSIONS,
    /// A MAC at the end, perhaps after extension fields.
    MAC,
    /// A key identifier without a digest: the sender could not verify what it got (RFC 5905 section 7.3).
    CRYPTO_NAK,
    /// The empty authenticator of a Windows domain member ([MS-SNTP] sections 2.2.1 and 2.2.2): only a domain controller
    /// can fill it in.
    MS_SNTP,
    /// None of these; also a packet shorter than a header.
    MALFORMED
}
